package llmbench.api;

import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerReader;
import llmbench.timeline.AnswerType;
import llmbench.timeline.JsonCursor;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that is vectors or scores: one JSON object with a list of them, and the tokens of
 * the input. Nothing of the vectors is kept.
 *
 * <p>vLLM bench takes {@code prompt_tokens} alone ({@code _run_pooling_request}); evalscope takes
 * {@code total_tokens} where these are absent or 0, which is therefore kept as a count of another
 * place. Where the answer is bytes and nothing else there is no count, and the client's own holds.
 *
 * <p>Not thread-safe; one for each answer.
 */
final class PooledAnswer implements AnswerReader {

  private static final int UNKNOWN = -1;

  private final Place where;
  private final JsonCursor json = new JsonCursor();
  private boolean hasItems;
  private boolean hasError;
  private int prompt = UNKNOWN;
  private int total = UNKNOWN;

  private PooledAnswer(Place where) {
    this.where = where;
  }

  /** Where an answer says what it is, by the {@code encoding_format} that was asked for. */
  private enum Place {
    /** In its body, JSON with {@code data}, or of a ranking {@code results}. */
    BODY,
    /** The body is the vectors, and a header has the rest. */
    HEADER,
    /** The body is the vectors, and there is no more. */
    NOWHERE
  }

  /** The form of answers to requests with this in their body; null where they don't say. */
  static AnswerForm form(@Nullable String encoding) {
    return switch (encoding == null ? "" : encoding) {
      case "bytes" -> new Form(Place.HEADER);
      case "bytes_only" -> new Form(Place.NOWHERE);
      default -> new Form(Place.BODY);
    };
  }

  private record Form(Place where) implements AnswerForm {

    @Override
    public AnswerReader reader() {
      return new PooledAnswer(where);
    }

    @Override
    public AnswerType askedForBy(byte[] body) {
      return AnswerType.JSON;
    }

    @Override
    public boolean isWhole(String contentType) {
      return where != Place.BODY || AnswerType.JSON.is(contentType);
    }

    @Override
    public @Nullable String headerThatIsRead() {
      return where == Place.HEADER ? "metadata" : null;
    }
  }

  @Override
  public MessageKind message(byte[] bytes, int from, int to) {
    return MessageKind.OTHER;
  }

  @Override
  public MessageKind whole(byte[] bytes, int from, int to) {
    if (where == Place.NOWHERE) {
      hasItems = to > from;
      return MessageKind.OTHER;
    }
    hasItems = where == Place.HEADER;
    json.reset(bytes, from, to);
    if (json.peek() == '{') {
      object();
    } else {
      json.skip();
    }
    if (!json.atEnd()) {
      return MessageKind.MALFORMED;
    }
    return hasError ? MessageKind.ERROR : MessageKind.OTHER;
  }

  @Override
  public boolean isAnswer(MessageKind whole) {
    return whole == MessageKind.OTHER && hasItems;
  }

  @Override
  public String lacking() {
    return "data or results";
  }

  private void object() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if ((json.stringIs("data") || json.stringIs("results")) && json.peek() == '[') {
        for (boolean item = json.open('[', ']'); item; item = json.more(']')) {
          hasItems = true;
          json.skip();
        }
      } else if (json.stringIs("usage") && json.peek() == '{') {
        usageOf();
      } else if (json.stringIs("error")) {
        hasError |= json.peek() != 'n';
        json.skip();
      } else {
        json.skip();
      }
    }
  }

  private void usageOf() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("prompt_tokens")) {
        prompt = json.wholeNumber();
      } else if (json.stringIs("total_tokens")) {
        total = json.wholeNumber();
      } else {
        json.skip();
      }
    }
  }

  @Override
  public @Nullable Usage usage() {
    if (where == Place.NOWHERE) {
      return new Usage(null, 0, null);
    }
    Usage own = prompt == UNKNOWN ? null : new Usage(prompt, 0, null);
    if (prompt > 0 || total == UNKNOWN) {
      return own;
    }
    return new Usage(total, 0, null, Usage.Place.AS_TOTAL, own);
  }

  @Override
  public boolean finished() {
    return false;
  }

  @Override
  public String ending() {
    return "it began, as one that nobody asked for";
  }

  @Override
  public String text() {
    return "";
  }

  @Override
  public String reasoning() {
    return "";
  }

  @Override
  public long keptBytes() {
    return 0;
  }

  @Override
  public @Nullable String finishReason() {
    return null;
  }
}
