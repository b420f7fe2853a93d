package llmbench.llm;

import java.util.function.UnaryOperator;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Inputs;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RequestTarget;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of requests.
 *
 * @param zeroNanos the run's clock zero: a stamp of {@link System#nanoTime()}
 * @param hidden a text of the server's without what must not be written
 */
public record RequestRecords(long zeroNanos, UnaryOperator<String> hidden) {

  /**
   * What was asked.
   *
   * @param index place of the request in the run, from 0
   * @param promptTokens tokens of the prompt as its maker counts them; 0 where nobody did
   * @param maxTokens output tokens that were asked for; 0 where that isn't known
   * @param inputs what it has the model work on
   * @param target which of several servers and models it is for
   * @param turn of a conversation; null for a request that is none's
   */
  public record Asked(
      int index,
      int promptTokens,
      int maxTokens,
      Inputs inputs,
      RequestTarget target,
      @Nullable ConversationTurn turn) {

    /** A request that is no conversation's. */
    public Asked(int index, int promptTokens, int maxTokens, Inputs inputs, RequestTarget target) {
      this(index, promptTokens, maxTokens, inputs, target, null);
    }

    /** One input, of a run with one server and one model. */
    public Asked(int index, int promptTokens, int maxTokens) {
      this(index, promptTokens, maxTokens, Inputs.ONE, RequestTarget.ONLY);
    }
  }

  /** The record of a finished request. Parses what its timeline has kept: not on an event loop. */
  public RequestRecord of(Asked asked, LlmResult result) {
    StreamTimeline timeline = result.timeline();
    Fault fault = result.fault();
    return new RequestRecord(
        asked.index(),
        result.requestName(),
        result.requestId(),
        asked.promptTokens(),
        asked.maxTokens(),
        asked.inputs(),
        asked.target(),
        asked.turn(),
        result.sentNanos() - zeroNanos,
        result.endNanos() - zeroNanos,
        result.departure().later(-zeroNanos),
        result.status(),
        result.resends(),
        result.unstreamed(),
        timeline.messages(),
        timeline.usage(),
        timeline.serverTimes(),
        hiddenOrNull(timeline.finishReason()),
        hidden.apply(timeline.text()),
        hidden.apply(timeline.reasoning()),
        fault == null ? null : fault.withTexts(hidden));
  }

  /** What is known of a request whose event loop doesn't answer any more: that it was sent. */
  public RequestRecord interrupted(Asked asked, LlmCall call) {
    long sent = call.sentNanos() - zeroNanos;
    Fault fault = new Fault(FaultKind.INTERRUPTED, "the run was stopped", null);
    return new RequestRecord(
        asked.index(),
        call.requestName(),
        call.requestId(),
        asked.promptTokens(),
        asked.maxTokens(),
        asked.inputs(),
        asked.target(),
        asked.turn(),
        sent,
        Math.max(sent, System.nanoTime() - zeroNanos),
        Departure.AT_ONCE,
        0,
        0,
        false,
        Messages.NONE,
        null,
        null,
        null,
        "",
        "",
        fault);
  }

  private @Nullable String hiddenOrNull(@Nullable String text) {
    return text == null ? null : hidden.apply(text);
  }
}
