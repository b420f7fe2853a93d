package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * All that was seen of one request: the line of requests.jsonl, and what every figure is made of.
 *
 * @param index place of the prompt in the dataset, from 0
 * @param name the request's name in Gatling's report
 * @param requestId the {@code x-request-id} that was sent; empty when none was
 * @param promptTokens tokens of the prompt as the dataset counts them, without the chat template
 * @param maxTokens output tokens that were asked for; 0 when not known
 * @param inputs what it has the model work on
 * @param target which of several servers and models it was for
 * @param turn of a conversation; null for a request that is none's
 * @param sentNanos when it was sent: nanoseconds since the run's clock zero ({@link RunFacts})
 * @param endNanos when it ended, by its last byte or its fault: nanoseconds since the clock zero
 * @param departure how it set out: planned, admitted, connected
 * @param status HTTP status; 0 when no answer came
 * @param resends how often it was sent again because an idle connection turned out to be closed
 * @param unstreamed whether no stream was asked for and none came: the answer is one piece, without
 *     messages and without token times
 * @param messages every SSE message, with times since {@code sentNanos}
 * @param usage token counts as the server reported them; null when it didn't
 * @param server what the server said of its own times; null when it said nothing
 * @param finishReason the last finish reason; null when none came
 * @param text all text of the answer
 * @param reasoning all reasoning that came apart from the text
 * @param fault why it failed; null when it succeeded
 */
public record RequestRecord(
    int index,
    String name,
    String requestId,
    int promptTokens,
    int maxTokens,
    Inputs inputs,
    RequestTarget target,
    @Nullable ConversationTurn turn,
    long sentNanos,
    long endNanos,
    Departure departure,
    int status,
    int resends,
    boolean unstreamed,
    Messages messages,
    @Nullable Usage usage,
    @Nullable ServerTimes server,
    @Nullable String finishReason,
    String text,
    String reasoning,
    @Nullable Fault fault) {

  /**
   * A request that set out at once, whose answer is, or was to be, a stream, and says nothing of
   * the server's times.
   */
  public RequestRecord(
      int index,
      String name,
      String requestId,
      int promptTokens,
      int maxTokens,
      long sentNanos,
      long endNanos,
      int status,
      int resends,
      Messages messages,
      @Nullable Usage usage,
      @Nullable String finishReason,
      String text,
      String reasoning,
      @Nullable Fault fault) {
    this(
        index,
        name,
        requestId,
        promptTokens,
        maxTokens,
        sentNanos,
        endNanos,
        Departure.AT_ONCE,
        status,
        resends,
        false,
        messages,
        usage,
        null,
        finishReason,
        text,
        reasoning,
        fault);
  }

  /** Likewise, with one input that set out so, and the server's times. */
  public RequestRecord(
      int index,
      String name,
      String requestId,
      int promptTokens,
      int maxTokens,
      long sentNanos,
      long endNanos,
      Departure departure,
      int status,
      int resends,
      boolean unstreamed,
      Messages messages,
      @Nullable Usage usage,
      @Nullable ServerTimes server,
      @Nullable String finishReason,
      String text,
      String reasoning,
      @Nullable Fault fault) {
    this(
        index,
        name,
        requestId,
        promptTokens,
        maxTokens,
        Inputs.ONE,
        RequestTarget.ONLY,
        null,
        sentNanos,
        endNanos,
        departure,
        status,
        resends,
        unstreamed,
        messages,
        usage,
        server,
        finishReason,
        text,
        reasoning,
        fault);
  }

  /** The same that set out so. */
  public RequestRecord departed(Departure how) {
    return with(0, inputs, turn, how, unstreamed, fault);
  }

  /** The same, of which no stream was asked for. */
  public RequestRecord asUnstreamed() {
    return with(0, inputs, turn, departure, true, fault);
  }

  /** The same as a success. */
  public RequestRecord asSuccess() {
    return with(0, inputs, turn, departure, unstreamed, null);
  }

  /** The same with this to work on. */
  public RequestRecord of(Inputs what) {
    return with(0, what, turn, departure, unstreamed, fault);
  }

  /** The same as a turn of a conversation. */
  public RequestRecord in(ConversationTurn which) {
    return with(0, inputs, which, departure, unstreamed, fault);
  }

  /** The same on a clock whose zero is so much earlier. */
  public RequestRecord later(long nanos) {
    return with(nanos, inputs, turn, departure.later(nanos), unstreamed, fault);
  }

  private RequestRecord with(
      long laterNanos,
      Inputs what,
      @Nullable ConversationTurn which,
      Departure how,
      boolean unstreamedOrNot,
      @Nullable Fault faultOrNone) {
    return new RequestRecord(
        index,
        name,
        requestId,
        promptTokens,
        maxTokens,
        what,
        target,
        which,
        sentNanos + laterNanos,
        endNanos + laterNanos,
        how,
        status,
        resends,
        unstreamedOrNot,
        messages,
        usage,
        server,
        finishReason,
        text,
        reasoning,
        faultOrNone);
  }

  /**
   * Whether the client ended it because the run was stopped: neither its time nor its failure says
   * anything of the server.
   */
  public boolean isInterrupted() {
    return fault != null && fault.isInterruption();
  }

  /** Whether the request succeeded. */
  public boolean ok() {
    return fault == null;
  }
}
