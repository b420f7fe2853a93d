package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/** Looks for doubts about what the server answered. */
final class ServerDoubts {

  /** A token that is half a character brings no text of its own: that is a few of a hundred. */
  private static final double CHUNKS_OFF = 0.05;

  /** A busy reader finds some chunks together; one in five moves the median. */
  private static final double TOGETHER_SHARE = 0.2;

  private ServerDoubts() {}

  static List<Doubt> of(RecordedRun run) {
    Asked asked = Asked.of(run);
    List<RequestRecord> answered = run.requests().stream().filter(RequestRecord::ok).toList();
    List<Doubt> doubts = new ArrayList<>();
    chunks(answered).ifPresent(doubts::add);
    together(answered).ifPresent(doubts::add);
    if (asked.ignoreEos()) {
      outputs(answered).ifPresent(doubts::add);
    }
    PromptCounts.of(answered, asked).doubt().ifPresent(doubts::add);
    CachedTokens.of(run, answered, asked).doubt().ifPresent(doubts::add);
    return doubts;
  }

  private static Optional<Doubt> chunks(List<RequestRecord> answered) {
    long tokens = 0;
    long chunks = 0;
    for (RequestRecord request : answered) {
      Integer generated = completionTokens(request);
      int outputs = request.messages().outputs();
      if (!request.whole() && generated != null && outputs > 0) {
        tokens += generated - (endsWithToken(request) ? 1 : 0);
        chunks += outputs;
      }
    }
    double ratio = (double) tokens / chunks;
    return chunks > 0 && Math.abs(ratio - 1) > CHUNKS_OFF
        ? Optional.of(new ServerDoubt.ChunksAreNotTokens(ratio, tokens, chunks))
        : Optional.empty();
  }

  /** The token that ends an answer is counted, and is no text. */
  private static boolean endsWithToken(RequestRecord request) {
    return request.finishReason() != null && !request.finishReason().equals("length");
  }

  private static Optional<Doubt> together(List<RequestRecord> answered) {
    long gaps = 0;
    long zero = 0;
    for (RequestRecord request : answered) {
      Messages messages = request.messages();
      int before = -1;
      for (int i = 0; i < messages.size(); i++) {
        if (messages.kind(i).isOutput()) {
          if (before >= 0) {
            gaps++;
            zero += messages.nanos(i) == messages.nanos(before) ? 1 : 0;
          }
          before = i;
        }
      }
    }
    double share = (double) zero / gaps;
    return gaps > 0 && share >= TOGETHER_SHARE
        ? Optional.of(new ServerDoubt.ChunksCoalesced(share, zero, gaps))
        : Optional.empty();
  }

  /** Where the end is ignored, nothing but the length that was asked for ends an answer. */
  private static Optional<Doubt> outputs(List<RequestRecord> answered) {
    int of = 0;
    int off = 0;
    double asked = 0;
    double got = 0;
    for (RequestRecord request : answered) {
      Integer generated = completionTokens(request);
      if (generated != null && request.maxTokens() > 0) {
        of++;
        off += generated == request.maxTokens() ? 0 : 1;
        asked += request.maxTokens();
        got += generated;
      }
    }
    return off > 0
        ? Optional.of(new ServerDoubt.OutputLengths(off, of, asked / of, got / of))
        : Optional.empty();
  }

  private static @Nullable Integer completionTokens(RequestRecord request) {
    Usage usage = request.usage();
    return usage == null ? null : usage.completionTokens();
  }
}
