package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/** Judges answers that came in one piece. */
public final class WholeAnswer {

  /** Longer ones are refused before they fill the heap. */
  public static final int MAX_BYTES = SseReader.MAX_MESSAGE_BYTES;

  private WholeAnswer() {}

  /** Why an answer under status 200 is no success; null when it is one. */
  static @Nullable Fault fault(MessageKind kind, AnswerReader reader, byte[] answer) {
    if (answer.length > MAX_BYTES) {
      String limit = (MAX_BYTES >> 20) + " MiB";
      return new Fault(FaultKind.TOO_LARGE, "the answer is longer than " + limit, null);
    }
    if (reader.isAnswer(kind)) {
      return null;
    }
    return switch (kind) {
      case MALFORMED ->
          new Fault(FaultKind.MALFORMED, "the answer is not JSON", Fault.kept(answer));
      case ERROR ->
          new Fault(FaultKind.ERROR_EVENT, "an error came under status 200", Fault.kept(answer));
      case USAGE, OTHER ->
          new Fault(
              FaultKind.NO_CHOICES, "the answer has no " + reader.lacking(), Fault.kept(answer));
      default -> new Fault(FaultKind.NO_OUTPUT, "the answer brought no output", Fault.kept(answer));
    };
  }
}
