package llmbench.timeline;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of one stream, filled read by read: which messages came, when, and what they
 * brought. Or of an answer that came whole, which has no messages but what it brought.
 *
 * <p>{@link #read} is all that runs while the stream does: a scan over the bytes that came, times
 * into an array, no string and no tree. Times come in as stamps of the caller's monotonic clock;
 * this class has none.
 *
 * <p>Not thread-safe: fill it on one thread, hand it on when it is ended.
 */
public final class StreamTimeline {

  /** As much of an error or malformed message as is kept; one byte tells that there are more. */
  private static final int KEPT_BYTES = Fault.KEPT_BYTES + 1;

  /** More messages are no answer of a model's, but a server that doesn't stop. */
  static final int MAX_MESSAGES = 1 << 20;

  /** Likewise, of text and reasoning together. */
  static final int MAX_TEXT_BYTES = 16 << 20;

  private final long sentNanos;
  private final SseReader sse = new SseReader(new Reading());
  private final AnswerReader reader;

  private MessageKind[] kinds = new MessageKind[128];
  private long[] nanos = new long[128];
  private int size;
  private long receivedBytes;

  private int dones;
  private boolean ended;
  private int outputs;
  private int firstOutput = -1;
  private int firstAnswer = -1;
  private int firstChunk = -1;
  private byte @Nullable [] errorMessage;
  private byte @Nullable [] malformedMessage;
  private boolean whole;
  private @Nullable Fault wholeFault;

  /**
   * A timeline without messages.
   *
   * @param sentNanos when the request was sent, by the clock of the stamps that {@link #read} gets
   */
  public StreamTimeline(long sentNanos) {
    this(sentNanos, AnswerForm.CHOICES);
  }

  /** Likewise, of an answer of another form than that of completions. */
  public StreamTimeline(long sentNanos, AnswerForm form) {
    this.sentNanos = sentNanos;
    reader = form.reader();
  }

  /**
   * Takes what one network read brought.
   *
   * @param bytes holds it in [from, to); not kept
   * @param stampNanos when it was read, stamped before anything was parsed
   */
  public void read(byte[] bytes, int from, int to, long stampNanos) {
    if (!isTooLarge()) {
      receivedBytes += to - from;
      sse.read(bytes, from, to, stampNanos - sentNanos);
    }
  }

  /**
   * Takes an answer that came in one piece instead of a stream: text, reasoning, usage and finish
   * reason of its JSON, but no message and no time. {@link #fault()} then judges it. Call it once.
   *
   * @param bytes all of the answer; not kept
   */
  public void whole(byte[] bytes) {
    receivedBytes += bytes.length;
    MessageKind kind = reader.whole(bytes, 0, bytes.length);
    whole = true;
    wholeFault = WholeAnswer.fault(kind, reader, bytes);
  }

  /** Whether more came than is kept: {@link #fault()} says what, and later bytes are ignored. */
  public boolean isTooLarge() {
    return sse.tooLong() || size > MAX_MESSAGES || isTextTooLarge();
  }

  /** Asked at each read, and no text is longer than what came: to add up its parts would cost. */
  private boolean isTextTooLarge() {
    return receivedBytes > MAX_TEXT_BYTES && reader.keptBytes() > MAX_TEXT_BYTES;
  }

  /** Takes the end of the stream, clean or not. More calls change nothing. */
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    int before = size;
    byte[] malformedBefore = malformedMessage;
    boolean left = sse.end();
    if (left && size > before && kinds[size - 1] == MessageKind.MALFORMED) {
      // A message that was cut off is no malformed one: the stream's end says what happened.
      size--;
      malformedMessage = malformedBefore;
    }
  }

  /** When the request was sent, by the stamps' clock. */
  public long sentNanos() {
    return sentNanos;
  }

  /** How many messages came. */
  public int size() {
    return size;
  }

  /** How many messages brought output. */
  public int outputs() {
    return outputs;
  }

  /** Time of the first chunk since the request was sent; -1 while there is none. */
  public long firstChunkNanos() {
    return firstChunk < 0 ? -1 : nanos[firstChunk];
  }

  /** Time of the first output since the request was sent; -1 while there is none. */
  public long firstOutputNanos() {
    return firstOutput < 0 ? -1 : nanos[firstOutput];
  }

  /**
   * Time of the first output that is the answer's own, text or tool call, since the request was
   * sent; -1 while there is none. Where the model thinks first, {@link #firstOutputNanos} is that
   * of the first thought.
   */
  public long firstAnswerNanos() {
    return firstAnswer < 0 ? -1 : nanos[firstAnswer];
  }

  /** Times of every chunk since the request was sent, in order; nanoseconds. */
  public long[] chunkNanos() {
    long[] times = new long[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (kinds[i].isChunk()) {
        times[n++] = nanos[i];
      }
    }
    return Arrays.copyOf(times, n);
  }

  /** Times between one output and the next, in order; nanoseconds. */
  public long[] interOutputNanos() {
    long[] gaps = new long[Math.max(0, outputs - 1)];
    int n = 0;
    for (int i = firstOutput + 1, before = firstOutput; i < size && n < gaps.length; i++) {
      if (kinds[i].isOutput()) {
        gaps[n++] = nanos[i] - nanos[before];
        before = i;
      }
    }
    return gaps;
  }

  /**
   * What has come so far, for a display. Any thread may ask while the stream goes on: it reads what
   * this class keeps anyhow, without a lock, so a chunk costs nothing more; what it sees may be a
   * moment old.
   */
  public SoFar soFar() {
    return SoFar.of(kinds, nanos, size, outputs, firstOutput);
  }

  /** Every message with its time. */
  public Messages messages() {
    return Messages.of(Arrays.copyOf(kinds, size), Arrays.copyOf(nanos, size));
  }

  /** All text of the answer. */
  public String text() {
    return reader.text();
  }

  /** All reasoning that came apart from the text. */
  public String reasoning() {
    return reader.reasoning();
  }

  /** All tool calls of the answer, whole unless the stream was cut. */
  public List<ToolCall> toolCalls() {
    return reader.toolCalls();
  }

  /** The last finish reason; null when none came. */
  public @Nullable String finishReason() {
    return reader.finishReason();
  }

  /** The last token counts; null when none came. */
  public @Nullable Usage usage() {
    return reader.usage();
  }

  /** The last times that the server said of itself; null when none came. */
  public @Nullable ServerTimes serverTimes() {
    return reader.serverTimes();
  }

  /**
   * Judges an answer that ended cleanly under status 200.
   *
   * <p>A stream that succeeded has at least one output chunk, and {@code [DONE]} or a finish
   * reason. Which of the two is missing shows in the record.
   *
   * @return why it failed; null when it succeeded
   */
  public @Nullable Fault fault() {
    if (whole) {
      return wholeFault;
    }
    if (isTooLarge()) {
      return new Fault(FaultKind.TOO_LARGE, tooLarge(), null);
    }
    if (errorMessage != null) {
      return new Fault(
          FaultKind.ERROR_EVENT, "an error event came under status 200", Fault.kept(errorMessage));
    }
    if (malformedMessage != null) {
      return new Fault(FaultKind.MALFORMED, "a message is not JSON", Fault.kept(malformedMessage));
    }
    if (!(dones > 0 && reader.isEndedByDone()) && !reader.finished()) {
      return size == 0
          ? new Fault(FaultKind.EMPTY, "the stream ended without a single message", null)
          : new Fault(FaultKind.CUT, "the stream ended before " + reader.ending() + after(), null);
    }
    if (outputs == 0) {
      return size == dones
          ? new Fault(FaultKind.EMPTY, "the stream had no message but [DONE]", null)
          : new Fault(FaultKind.NO_OUTPUT, "no message of the stream brought output", null);
    }
    return null;
  }

  private String tooLarge() {
    if (sse.tooLong()) {
      return "a message is longer than " + (SseReader.MAX_MESSAGE_BYTES >> 20) + " MiB";
    }
    return size > MAX_MESSAGES
        ? "the stream has more than " + MAX_MESSAGES + " messages"
        : "the answer's text is longer than " + (MAX_TEXT_BYTES >> 20) + " MiB";
  }

  /** How far the stream came, for the message of a fault: {@code , after 12 output chunks}. */
  public String after() {
    return ", after " + outputs + (outputs == 1 ? " output chunk" : " output chunks");
  }

  /** What comes out of the event stream. */
  private final class Reading implements SseReader.Handler {

    @Override
    public void message(byte[] bytes, int from, int to, boolean error, long time) {
      MessageKind kind = reader.message(bytes, from, to);
      if (error) {
        kind = MessageKind.ERROR;
      }
      if (kind == MessageKind.ERROR && errorMessage == null) {
        errorMessage = keep(bytes, from, to);
      } else if (kind == MessageKind.MALFORMED && malformedMessage == null) {
        malformedMessage = keep(bytes, from, to);
      }
      add(kind, time);
    }

    @Override
    public void lines(byte[] bytes, int from, int to) {
      reader.learn(kinds[size - 1], bytes, from, to);
    }

    @Override
    public int taken(byte[] bytes, int from, int to, long time) {
      int end = reader.take(bytes, from, to);
      if (end >= 0) {
        add(reader.takenKind(), time);
      }
      return end;
    }
  }

  private void add(MessageKind kind, long time) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, size * 2);
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    if (kind.isOutput()) {
      firstOutput = outputs++ == 0 ? size : firstOutput;
      firstAnswer = firstAnswer < 0 && kind.isAnswer() ? size : firstAnswer;
    }
    if (kind.isChunk() && firstChunk < 0) {
      firstChunk = size;
    }
    dones += kind == MessageKind.DONE ? 1 : 0;
    kinds[size] = kind;
    nanos[size++] = time;
  }

  private static byte[] keep(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, Math.min(to, from + KEPT_BYTES));
  }
}
