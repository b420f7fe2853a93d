package llmbench.timeline;

import java.util.List;
import llmbench.timeline.Usage.Place;
import org.jspecify.annotations.Nullable;

/**
 * Tells what one message of a stream is, in one walk over its bytes, and collects on the way what
 * the record needs: text, finish reason and token counts. Makes no object for an ordinary chunk.
 *
 * <p>Knows chat and text completions as OpenAI, vLLM and their like write them. The answer is that
 * of the whole message: with several choices, output in any of them makes it an output.
 *
 * <p>Not thread-safe; one for each stream.
 */
final class ChunkScanner implements AnswerReader {

  private final JsonCursor json = new JsonCursor();
  private final Bytes text = new Bytes(256);
  private final Bytes reasoning = new Bytes(0);
  private final Bytes finishReason = new Bytes(16);
  private final Bytes newFinishReason = new Bytes(16);

  private final UsageReader usage = new UsageReader();
  private final ServerTimesReader serverTimes = new ServerTimesReader();
  private final ToolCallsReader toolCalls = new ToolCallsReader();

  /** What the choices of this answer's first chunk have: deltas, or texts as completions. */
  private @Nullable Form form;

  private enum Form {
    DELTAS,
    TEXTS
  }

  // Of the message under way.
  private boolean hasChoices;
  private boolean hasRole;
  private boolean hasText;
  private boolean hasReasoning;
  private boolean hasToolCall;
  private boolean hasFinish;
  private boolean hasUsage;
  private boolean hasError;

  /** Whether the choice under way is the first: the tool calls of others are not kept. */
  private boolean firstChoice;

  /** Whether its first choice has what vLLM bench 0.33 takes for output. */
  private boolean hasStreamedOutput;

  private final StreamedOutput streamedOutput = new StreamedOutput();

  // Its texts, for the form of its like.
  private int collected;
  private int collectedFrom;
  private int collectedTo;
  private final ChunkTemplate template = new ChunkTemplate();

  @Override
  public MessageKind message(byte[] bytes, int from, int to) {
    if (DoneMark.is(bytes, from, to)) {
      return MessageKind.DONE;
    }
    MessageKind kind = scan(bytes, from, to, "delta");
    if (usage.found() && kind != MessageKind.MALFORMED) {
      usage.keep(usagePlace());
    }
    return kind;
  }

  private Place usagePlace() {
    if (!hasChoices) {
      return Place.ALONE;
    }
    boolean output = hasStreamedOutput || form == Form.TEXTS;
    return output ? Place.WITH_OUTPUT : Place.BESIDE_CHOICES;
  }

  /** Its choices have a message instead of a delta. */
  @Override
  public MessageKind whole(byte[] bytes, int from, int to) {
    MessageKind kind = scan(bytes, from, to, "message");
    if (kind != MessageKind.MALFORMED) {
      usage.keep(Place.ALONE);
    }
    return kind;
  }

  private MessageKind scan(byte[] bytes, int from, int to, String part) {
    hasChoices = false;
    hasRole = false;
    hasText = false;
    hasReasoning = false;
    hasToolCall = false;
    hasFinish = false;
    hasUsage = false;
    hasError = false;
    hasStreamedOutput = false;
    collected = 0;
    usage.begin();
    serverTimes.begin();
    toolCalls.begin();
    int textSize = text.size();
    int reasoningSize = reasoning.size();
    json.reset(bytes, from, to);
    if (json.peek() == '{') {
      message(part);
    } else {
      json.skip();
    }
    if (!json.atEnd()) {
      text.cutTo(textSize);
      reasoning.cutTo(reasoningSize);
      return MessageKind.MALFORMED;
    }
    if (hasFinish) {
      finishReason.clear();
      finishReason.append(newFinishReason.array(), 0, newFinishReason.size());
    }
    serverTimes.keep();
    toolCalls.keep();
    return kind();
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
    return (long) text.size() + reasoning.size() + toolCalls.keptBytes();
  }

  @Override
  public @Nullable String finishReason() {
    return finishReason.size() == 0 ? null : finishReason.text();
  }

  @Override
  public boolean finished() {
    return finishReason.size() > 0;
  }

  @Override
  public String ending() {
    return "[DONE] or a finish reason";
  }

  @Override
  public @Nullable Usage usage() {
    return usage.usage();
  }

  @Override
  public List<ToolCall> toolCalls() {
    return toolCalls.calls();
  }

  @Override
  public @Nullable ServerTimes serverTimes() {
    return serverTimes.times();
  }

  private MessageKind kind() {
    if (hasError) {
      return MessageKind.ERROR;
    }
    if (!hasChoices) {
      return hasUsage ? MessageKind.USAGE : MessageKind.OTHER;
    }
    return form == Form.DELTAS ? chunk().asStreamed(hasStreamedOutput) : chunk();
  }

  private MessageKind chunk() {
    if (hasText) {
      return MessageKind.TEXT;
    }
    if (hasReasoning) {
      return MessageKind.REASONING;
    }
    if (hasToolCall) {
      return MessageKind.TOOL_CALL;
    }
    if (hasFinish) {
      return MessageKind.FINISH;
    }
    return hasRole ? MessageKind.ROLE : MessageKind.EMPTY;
  }

  private void message(String part) {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("choices") && json.peek() == '[') {
        boolean first = true;
        hasStreamedOutput = false;
        for (boolean next = json.open('[', ']'); next; next = json.more(']')) {
          hasChoices = true;
          choice(part, first);
          first = false;
        }
      } else if (json.stringIs("usage") && json.peek() == '{') {
        hasUsage = true;
        usage.read(json);
      } else if (json.stringIs("metrics") && json.peek() == '{') {
        serverTimes.read(json);
      } else if (json.stringIs("error")) {
        hasError |= json.peek() != 'n';
        json.skip();
      } else if (json.stringIs("object") && json.peek() == '"') {
        json.string();
        hasError |= json.stringIs("error");
      } else {
        json.skip();
      }
    }
  }

  private void choice(String part, boolean first) {
    if (json.peek() != '{') {
      json.skip();
      return;
    }
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs(part)) {
        firstChoice = first;
        boolean streamed = delta();
        if (first) {
          hasStreamedOutput = streamed;
        }
      } else if (json.stringIs("text") && json.peek() == '"') {
        form = form == null ? Form.TEXTS : form;
        hasText |= collect(text);
      } else if (json.stringIs("finish_reason") && json.peek() == '"') {
        hasFinish = true;
        newFinishReason.clear();
        json.string();
        json.appendString(newFinishReason);
      } else {
        json.skip();
      }
    }
  }

  /** Takes a delta; whether vLLM bench 0.33 finds output in it. */
  private boolean delta() {
    if (json.peek() != '{') {
      json.skip();
      return false;
    }
    form = form == null ? Form.DELTAS : form;
    boolean reasoned = false;
    streamedOutput.begin();
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("content")) {
        content();
      } else if (json.stringIs("reasoning_content")) {
        // Some servers send the same reasoning under both names: it counts once.
        reasoned |= reasoning(reasoned);
      } else if (json.stringIs("reasoning")) {
        boolean some = reasoning(reasoned);
        streamedOutput.reasoning(some);
        reasoned |= some;
      } else if (json.stringIs("role")) {
        hasRole |= json.peek() == '"';
        streamedOutput.role();
        json.skip();
      } else if (json.stringIs("tool_calls")) {
        streamedOutput.toolCalls(readToolCalls());
      } else if (json.stringIs("function_call")) {
        streamedOutput.functionCall(json.isTruthy());
      } else {
        json.skip();
      }
    }
    return streamedOutput.isThere();
  }

  private void content() {
    if (json.peek() == '"') {
      boolean some = collect(text);
      hasText |= some;
      streamedOutput.text(some);
    } else {
      streamedOutput.noText(json.isTruthy());
    }
  }

  /** Takes reasoning, under either name; whether it is there. */
  private boolean reasoning(boolean isCollected) {
    if (isCollected || json.peek() != '"') {
      return json.isTruthy();
    }
    boolean some = collect(reasoning);
    hasReasoning |= some;
    return some;
  }

  /** Takes a list of tool calls; whether there is anything in it. */
  private boolean readToolCalls() {
    if (json.peek() != '[') {
      return json.isTruthy();
    }
    boolean some = false;
    for (boolean call = json.open('[', ']'); call; call = json.more(']')) {
      some = true;
      hasToolCall |= toolCalls.read(json, firstChoice);
    }
    return some;
  }

  /** Takes a string and adds it to a collection; whether it had anything. */
  private boolean collect(Bytes collection) {
    json.string();
    json.appendString(collection);
    collected++;
    collectedFrom = json.stringFrom();
    collectedTo = json.stringTo();
    return json.stringLength() > 0;
  }

  @Override
  public void learn(MessageKind kind, byte[] bytes, int from, int to) {
    // What says more than its text must be walked over: another message may have said otherwise.
    boolean onlyText = collected == 1 && !hasFinish && !usage.found() && !serverTimes.found();
    if (onlyText && (kind.isText() || kind.isReasoning())) {
      template.learn(kind, bytes, from, collectedFrom, collectedTo, to);
    }
  }

  @Override
  public int take(byte[] bytes, int from, int to) {
    int end = template.match(bytes, from, to);
    if (end >= 0) {
      Bytes collection = template.kind().isText() ? text : reasoning;
      collection.append(bytes, template.textFrom(), template.textTo());
    }
    return end;
  }

  @Override
  public MessageKind takenKind() {
    return template.kind();
  }
}
