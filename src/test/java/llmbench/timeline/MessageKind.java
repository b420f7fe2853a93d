package llmbench.timeline;

/**
 * What one SSE message of a stream was. The letter is its form in requests.jsonl.
 *
 * <p>A <em>chunk</em> is a message whose {@code choices} is a non-empty list (vLLM bench times
 * chunks); an <em>output</em> is a chunk that brought text, reasoning or a tool call (the honest
 * figures, and evalscope 1.14, time outputs).
 */
public enum MessageKind {
  /** A chunk that only names the role. */
  ROLE('R', true, false),
  /** A chunk with text of the answer. */
  TEXT('T', true, true),
  /** A chunk with reasoning and no text of the answer. */
  REASONING('G', true, true),
  /** A chunk with a part of a tool call. */
  TOOL_CALL('C', true, true),
  /** A chunk with neither output nor a role nor a finish reason. */
  EMPTY('E', true, false),
  /** A chunk with a finish reason and no output. */
  FINISH('F', true, false),
  /** A message without choices that carries token counts. */
  USAGE('U', false, false),
  /** The literal {@code [DONE]}. */
  DONE('D', false, false),
  /** A message that reports an error, although the status was 200. */
  ERROR('X', false, false),
  /** A message that is not JSON. */
  MALFORMED('M', false, false),
  /** JSON that is none of the above. */
  OTHER('O', false, false);

  private static final MessageKind[] BY_LETTER = new MessageKind[128];

  static {
    for (MessageKind kind : values()) {
      BY_LETTER[kind.letter] = kind;
    }
  }

  private final char letter;
  private final boolean chunk;
  private final boolean output;

  MessageKind(char letter, boolean chunk, boolean output) {
    this.letter = letter;
    this.chunk = chunk;
    this.output = output;
  }

  /** The kind's form in requests.jsonl. */
  public char letter() {
    return letter;
  }

  /** Whether {@code choices} was a non-empty list. */
  public boolean isChunk() {
    return chunk;
  }

  /** Whether it brought something that the model generated. */
  public boolean isOutput() {
    return output;
  }

  /**
   * The kind with this letter.
   *
   * @throws IllegalArgumentException if no kind has it
   */
  public static MessageKind of(char letter) {
    MessageKind kind = letter < BY_LETTER.length ? BY_LETTER[letter] : null;
    if (kind == null) {
      throw new IllegalArgumentException("no message kind has the letter '" + letter + "'");
    }
    return kind;
  }
}
