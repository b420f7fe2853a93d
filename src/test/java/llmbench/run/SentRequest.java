package llmbench.run;

import llmbench.dataset.Prompt;
import llmbench.llm.LlmCall;
import llmbench.progress.Ongoing;
import llmbench.recorder.InFlight;
import llmbench.recorder.RunClock;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.SoFar;

/** A request that is sent, for whoever has to do with it before it is finished. */
record SentRequest(Prompt prompt, LlmCall call, RunClock clock)
    implements InFlight.Request, Ongoing {

  @Override
  public void interrupt() {
    call.interrupt();
  }

  /** What is known of a request whose event loop doesn't answer: that it was sent. */
  @Override
  public RequestRecord asInterrupted() {
    long sent = clock.sinceZero(call.sentNanos());
    Fault fault = new Fault(FaultKind.INTERRUPTED, "the run was stopped", null);
    return new RequestRecord(
        prompt.index(),
        call.requestName(),
        call.requestId(),
        prompt.tokens(),
        prompt.maxTokens(),
        sent,
        Math.max(sent, clock.sinceZero(System.nanoTime())),
        0,
        0,
        Messages.NONE,
        null,
        null,
        "",
        "",
        fault);
  }

  @Override
  public long sentNanos() {
    return call.sentNanos();
  }

  @Override
  public int maxTokens() {
    return prompt.maxTokens();
  }

  @Override
  public SoFar soFar() {
    return call.soFar();
  }
}
