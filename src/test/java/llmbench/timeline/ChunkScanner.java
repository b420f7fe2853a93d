package llmbench.timeline;

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

  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  private final JsonCursor json = new JsonCursor();
  private final Bytes text = new Bytes(256);
  private final Bytes reasoning = new Bytes(0);
  private final Bytes finishReason = new Bytes(16);
  private final Bytes newFinishReason = new Bytes(16);

  private int promptTokens = -1;
  private int completionTokens = -1;
  private int cachedTokens = -1;

  // Of the message under way.
  private boolean hasChoices;
  private boolean hasRole;
  private boolean hasText;
  private boolean hasReasoning;
  private boolean hasToolCall;
  private boolean hasFinish;
  private boolean hasUsage;
  private boolean hasError;

  // Its texts, for the form of its like.
  private int collected;
  private int collectedFrom;
  private int collectedTo;
  private final ChunkTemplate template = new ChunkTemplate();

  @Override
  public MessageKind message(byte[] bytes, int from, int to) {
    return isDone(bytes, from, to) ? MessageKind.DONE : scan(bytes, from, to, "delta");
  }

  /** Its choices have a message instead of a delta. */
  @Override
  public MessageKind whole(byte[] bytes, int from, int to) {
    return scan(bytes, from, to, "message");
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
    collected = 0;
    int textSize = text.size();
    int reasoningSize = reasoning.size();
    int promptBefore = promptTokens;
    int completionBefore = completionTokens;
    int cachedBefore = cachedTokens;
    json.reset(bytes, from, to);
    if (json.peek() == '{') {
      message(part);
    } else {
      json.skip();
    }
    if (!json.atEnd()) {
      text.cutTo(textSize);
      reasoning.cutTo(reasoningSize);
      promptTokens = promptBefore;
      completionTokens = completionBefore;
      cachedTokens = cachedBefore;
      return MessageKind.MALFORMED;
    }
    if (hasFinish) {
      finishReason.clear();
      finishReason.append(newFinishReason.array(), 0, newFinishReason.size());
    }
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
    return (long) text.size() + reasoning.size();
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
    if (promptTokens < 0 && completionTokens < 0) {
      return null;
    }
    return new Usage(known(promptTokens), known(completionTokens), known(cachedTokens));
  }

  private static @Nullable Integer known(int tokens) {
    return tokens < 0 ? null : tokens;
  }

  private MessageKind kind() {
    if (hasError) {
      return MessageKind.ERROR;
    }
    if (!hasChoices) {
      return hasUsage ? MessageKind.USAGE : MessageKind.OTHER;
    }
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
        for (boolean next = json.open('[', ']'); next; next = json.more(']')) {
          hasChoices = true;
          choice(part);
        }
      } else if (json.stringIs("usage") && json.peek() == '{') {
        hasUsage = true;
        usageCounts();
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

  private void choice(String part) {
    if (json.peek() != '{') {
      json.skip();
      return;
    }
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs(part) && json.peek() == '{') {
        delta();
      } else if (json.stringIs("text") && json.peek() == '"') {
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

  private void delta() {
    boolean reasoned = false;
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      int next = json.peek();
      if (json.stringIs("content") && next == '"') {
        hasText |= collect(text);
      } else if ((json.stringIs("reasoning_content") || json.stringIs("reasoning"))
          && next == '"'
          && !reasoned) {
        // Some servers send the same reasoning under both names: it counts once.
        reasoned = collect(reasoning);
        hasReasoning |= reasoned;
      } else if (json.stringIs("role") && next == '"') {
        hasRole = true;
        json.skip();
      } else if (json.stringIs("tool_calls") && next == '[') {
        for (boolean call = json.open('[', ']'); call; call = json.more(']')) {
          toolCall();
        }
      } else {
        json.skip();
      }
    }
  }

  private void toolCall() {
    if (json.peek() != '{') {
      json.skip();
      return;
    }
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("function") && json.peek() == '{') {
        for (boolean part = json.open('{', '}'); part; part = json.more('}')) {
          json.key();
          boolean output = json.stringIs("name") || json.stringIs("arguments");
          if (output && json.peek() == '"') {
            json.string();
            hasToolCall |= json.stringLength() > 0;
          } else {
            json.skip();
          }
        }
      } else {
        json.skip();
      }
    }
  }

  private void usageCounts() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.key();
      if (json.stringIs("prompt_tokens")) {
        promptTokens = json.wholeNumber();
      } else if (json.stringIs("completion_tokens")) {
        completionTokens = json.wholeNumber();
      } else if (json.stringIs("prompt_tokens_details") && json.peek() == '{') {
        for (boolean part = json.open('{', '}'); part; part = json.more('}')) {
          json.key();
          if (json.stringIs("cached_tokens")) {
            cachedTokens = json.wholeNumber();
          } else {
            json.skip();
          }
        }
      } else {
        json.skip();
      }
    }
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
    if (collected == 1 && (kind == MessageKind.TEXT || kind == MessageKind.REASONING)) {
      template.learn(kind, bytes, from, collectedFrom, collectedTo, to);
    }
  }

  @Override
  public int take(byte[] bytes, int from, int to) {
    int end = template.match(bytes, from, to);
    if (end >= 0) {
      Bytes collection = template.kind() == MessageKind.TEXT ? text : reasoning;
      collection.append(bytes, template.textFrom(), template.textTo());
    }
    return end;
  }

  @Override
  public MessageKind takenKind() {
    return template.kind();
  }

  private static boolean isDone(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    if (end - from != DONE.length) {
      return false;
    }
    for (int i = 0; i < DONE.length; i++) {
      if (bytes[from + i] != DONE[i]) {
        return false;
      }
    }
    return true;
  }
}
