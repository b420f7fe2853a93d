package llmbench.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer of {@code /v1/responses}: events that say their own type, of which some carry a
 * {@code delta}, and one at the end the whole {@code response} with its token counts.
 *
 * <p>What a message is, vLLM bench and evalscope see differently, and the kinds tell both: vLLM
 * ({@code async_request_openai_responses}) times the deltas of text and of reasoning, empty ones as
 * well, which are streamed outputs here; evalscope ({@code openai_responses_api.py}) those of
 * refusals and of summaries of reasoning, too, but no empty ones. The name of a function call and
 * its arguments are outputs that neither of them times.
 *
 * <p>Not thread-safe; one for each answer.
 */
final class ResponsesAnswer implements AnswerReader {

  private final JsonCursor json = new JsonCursor();
  private final Bytes delta = new Bytes(64);
  private final Bytes text = new Bytes(256);
  private final Bytes reasoning = new Bytes(0);
  private final ResponsesUsage usage = new ResponsesUsage();
  private final ResponsesCalls calls = new ResponsesCalls();
  private boolean finished;
  private @Nullable String finishReason;

  // Of the message under way.
  private boolean hasDelta;
  private boolean hasError;
  private boolean hasCalls;
  private Event event = Event.OTHER;

  /** The events that say something of an answer. */
  private enum Event {
    TEXT,
    REASONING,
    /** A refusal, which is text that vLLM bench doesn't time. */
    REFUSAL,
    /** A summary of reasoning, which vLLM bench doesn't time. */
    SUMMARY,
    /** An item begins: a function call has its name already. */
    ITEM,
    /** A part of the arguments of a function call. */
    ARGUMENTS,
    /** The arguments of a function call, once more and whole. */
    ALL_ARGUMENTS,
    /** An item, once more and whole. */
    WHOLE_ITEM,
    COMPLETED,
    INCOMPLETE,
    FAILED,
    OTHER
  }

  @Override
  public MessageKind message(byte[] bytes, int from, int to) {
    delta.clear();
    hasDelta = false;
    hasError = false;
    hasCalls = false;
    event = Event.OTHER;
    usage.begin();
    calls.begin();
    json.reset(bytes, from, to);
    if (DoneMark.is(bytes, from, to)) {
      return MessageKind.DONE;
    }
    if (json.peek() == '{') {
      event();
    } else {
      json.skip();
    }
    if (!json.atEnd()) {
      return MessageKind.MALFORMED;
    }
    return kind();
  }

  private MessageKind kind() {
    if (hasError || event == Event.FAILED) {
      return MessageKind.ERROR;
    }
    return switch (event) {
      case TEXT -> brought(text, MessageKind.TEXT, MessageKind.EMPTY_STREAMED);
      case REASONING -> brought(reasoning, MessageKind.REASONING, MessageKind.EMPTY_STREAMED);
      case REFUSAL -> brought(text, MessageKind.TEXT_ELSEWHERE, MessageKind.OTHER);
      case SUMMARY -> brought(reasoning, MessageKind.REASONING_ELSEWHERE, MessageKind.OTHER);
      case ITEM, ARGUMENTS, ALL_ARGUMENTS, WHOLE_ITEM -> called();
      case COMPLETED, INCOMPLETE -> ended(event == Event.COMPLETED ? "completed" : "incomplete");
      default -> MessageKind.OTHER;
    };
  }

  private MessageKind brought(Bytes collection, MessageKind some, MessageKind none) {
    collection.append(delta.array(), 0, delta.size());
    return delta.size() > 0 ? some : hasDelta ? none : MessageKind.OTHER;
  }

  /** What is said again brings nothing that wasn't there. */
  private MessageKind called() {
    boolean brought = false;
    switch (event) {
      case ITEM -> {
        brought = calls.isBrought();
        calls.keepItem();
      }
      case ARGUMENTS -> {
        brought = delta.size() > 0;
        calls.keepPart(delta);
      }
      case ALL_ARGUMENTS -> calls.keepArguments();
      default -> calls.keepItem();
    }
    return brought ? MessageKind.TOOL_CALL_ELSEWHERE : MessageKind.OTHER;
  }

  private MessageKind ended(String how) {
    finished = true;
    finishReason = how;
    usage.keep();
    return usage.found() ? MessageKind.USAGE : MessageKind.OTHER;
  }

  private void event() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("type") && json.peek() == '"') {
        json.string();
        event = typed();
      } else if (json.stringIs("delta")) {
        hasDelta = true;
        if (json.peek() == '"') {
          json.string();
          json.appendString(delta);
        } else {
          json.skip();
        }
      } else if (json.stringIs("response") && json.peek() == '{') {
        response();
      } else if (json.stringIs("item") && json.peek() == '{') {
        item();
      } else if (json.stringIs("output_index")) {
        calls.place(json);
      } else if (json.stringIs("error")) {
        hasError |= json.peek() != 'n';
        json.skip();
      } else if (!(json.stringIs("arguments") && calls.take(json))) {
        json.skip();
      }
    }
  }

  /** Its content came before, in parts. */
  private void item() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (!calls.take(json)) {
        json.skip();
      }
    }
  }

  /** What the string that was just taken names. */
  private Event typed() {
    if (json.stringIs("response.output_text.delta")) {
      return Event.TEXT;
    }
    if (json.stringIs("response.reasoning_text.delta")) {
      return Event.REASONING;
    }
    if (json.stringIs("response.completed")) {
      return Event.COMPLETED;
    }
    if (json.stringIs("response.refusal.delta")) {
      return Event.REFUSAL;
    }
    if (json.stringIs("response.reasoning_summary_text.delta")) {
      return Event.SUMMARY;
    }
    if (json.stringIs("response.function_call_arguments.delta")) {
      return Event.ARGUMENTS;
    }
    if (json.stringIs("response.function_call_arguments.done")) {
      return Event.ALL_ARGUMENTS;
    }
    if (json.stringIs("response.output_item.added")) {
      return Event.ITEM;
    }
    if (json.stringIs("response.output_item.done")) {
      return Event.WHOLE_ITEM;
    }
    if (json.stringIs("response.incomplete")) {
      return Event.INCOMPLETE;
    }
    boolean failed = json.stringIs("response.failed") || json.stringIs("error");
    return failed ? Event.FAILED : Event.OTHER;
  }

  private void response() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("usage") && json.peek() == '{') {
        usage.read(json);
      } else {
        json.skip();
      }
    }
  }

  /** The response itself, with its text in {@code output}. */
  @Override
  public MessageKind whole(byte[] bytes, int from, int to) {
    hasError = false;
    hasCalls = false;
    usage.begin();
    calls.begin();
    json.reset(bytes, from, to);
    if (json.peek() == '{') {
      wholeResponse();
    } else {
      json.skip();
    }
    if (!json.atEnd()) {
      return MessageKind.MALFORMED;
    }
    usage.keep();
    if (hasError) {
      return MessageKind.ERROR;
    }
    finished = true;
    if (text.size() > 0) {
      return MessageKind.TEXT;
    }
    if (reasoning.size() > 0) {
      return MessageKind.REASONING;
    }
    return hasCalls ? MessageKind.TOOL_CALL_ELSEWHERE : MessageKind.OTHER;
  }

  @Override
  public String lacking() {
    return "output";
  }

  private void wholeResponse() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("usage") && json.peek() == '{') {
        usage.read(json);
      } else if (json.stringIs("error")) {
        hasError |= json.peek() != 'n';
        json.skip();
      } else if (json.stringIs("status") && json.peek() == '"') {
        json.string();
        hasError |= json.stringIs("failed");
        delta.clear();
        json.appendString(delta);
        finishReason = delta.text();
      } else if (json.stringIs("output") && json.peek() == '[') {
        for (boolean item = json.open('[', ']'); item; item = json.more(']')) {
          output();
        }
      } else {
        json.skip();
      }
    }
  }

  private void output() {
    if (json.peek() != '{') {
      json.skip();
      return;
    }
    calls.beginItem();
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("content") && json.peek() == '[') {
        for (boolean part = json.open('[', ']'); part; part = json.more(']')) {
          part();
        }
      } else if (!calls.take(json)) {
        json.skip();
      }
    }
    hasCalls |= calls.isBrought();
    calls.keepItem();
  }

  /** A part of an item: text or a refusal, or else reasoning. */
  private void part() {
    if (json.peek() != '{') {
      json.skip();
      return;
    }
    boolean isReasoning = false;
    delta.clear();
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      boolean said = json.stringIs("text") || json.stringIs("refusal");
      if (json.stringIs("type") && json.peek() == '"') {
        json.string();
        isReasoning = json.stringIs("reasoning_text");
      } else if (said && json.peek() == '"') {
        json.string();
        json.appendString(delta);
      } else {
        json.skip();
      }
    }
    (isReasoning ? reasoning : text).append(delta.array(), 0, delta.size());
  }

  /** Only an event ends it: [DONE] alone may follow a stream that was cut. */
  @Override
  public boolean isEndedByDone() {
    return false;
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public String ending() {
    return "response.completed or response.incomplete";
  }

  @Override
  public String text() {
    return text.text();
  }

  @Override
  public String reasoning() {
    return reasoning.text();
  }

  @Override
  public long keptBytes() {
    return text.size() + reasoning.size() + calls.keptBytes();
  }

  @Override
  public List<ToolCall> toolCalls() {
    return calls.list();
  }

  @Override
  public @Nullable String finishReason() {
    return finishReason;
  }

  @Override
  public @Nullable Usage usage() {
    return usage.usage();
  }
}
