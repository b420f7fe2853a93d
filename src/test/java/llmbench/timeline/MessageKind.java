package llmbench.timeline;

/**
 * What one SSE message of a stream was. The letter is its form in requests.jsonl.
 *
 * <p>A <em>chunk</em> is a message whose {@code choices} is a non-empty list (vLLM bench up to 0.32
 * times chunks); an <em>output</em> is a chunk that brought text, reasoning or a tool call (the
 * honest figures, and evalscope 1.14, time outputs); <em>streamed output</em> is what vLLM bench
 * 0.33 times in a chat ({@link StreamedOutput}). Mostly the last two are the same, and a chunk has
 * a capital letter; where they aren't, it has the small one.
 */
public enum MessageKind {
  /** A chunk that only names the role. */
  ROLE('R', true, false),
  /** Likewise, but 0.33 finds an output in it: a tool call without name and arguments, say. */
  ROLE_STREAMED('r', true, false),
  /** A chunk with text of the answer. */
  TEXT('T', true, true),
  /** Likewise, but not where 0.33 looks for it: in another choice than the first, say. */
  TEXT_ELSEWHERE('t', true, true),
  /** A chunk with reasoning and no text of the answer. */
  REASONING('G', true, true),
  /** Likewise, but not where 0.33 looks for it: under its older name, {@code reasoning_content}. */
  REASONING_ELSEWHERE('g', true, true),
  /** A chunk with a part of a tool call. */
  TOOL_CALL('C', true, true),
  /** Likewise, but not where 0.33 looks for it: in another choice than the first. */
  TOOL_CALL_ELSEWHERE('c', true, true),
  /** A chunk with neither output nor a role nor a finish reason. */
  EMPTY('E', true, false),
  /** Likewise, but 0.33 takes it for output: its content is the empty string, say. */
  EMPTY_STREAMED('e', true, false),
  /** A chunk with a finish reason and no output. */
  FINISH('F', true, false),
  /** Likewise, but 0.33 takes it for output: its content is the empty string, say. */
  FINISH_STREAMED('f', true, false),
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
  private final boolean streamedOutput;

  MessageKind(char letter, boolean chunk, boolean output) {
    this.letter = letter;
    this.chunk = chunk;
    this.output = output;
    streamedOutput = output == Character.isUpperCase(letter) && chunk;
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

  /** Whether vLLM bench 0.33 takes it for output of the model, in a chat. */
  public boolean isStreamedOutput() {
    return streamedOutput;
  }

  /** Whether it brought text of the answer. */
  public boolean isText() {
    return this == TEXT || this == TEXT_ELSEWHERE;
  }

  /** Whether it brought reasoning and no text of the answer. */
  public boolean isReasoning() {
    return this == REASONING || this == REASONING_ELSEWHERE;
  }

  /** Whether it brought something of the answer itself: output other than reasoning. */
  public boolean isAnswer() {
    return output && !isReasoning();
  }

  /** The kind of a chunk like this one that is streamed output, or isn't. */
  MessageKind asStreamed(boolean streamed) {
    boolean capital = streamed == output;
    return of(capital ? Character.toUpperCase(letter) : Character.toLowerCase(letter));
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
