package llmbench.run;

import llmbench.dataset.Prompt;
import llmbench.llm.LlmCall;
import llmbench.llm.RequestRecords;
import llmbench.progress.Ongoing;
import llmbench.recorder.InFlight;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.SoFar;

/** A request that is sent, for whoever has to do with it before it is finished. */
record SentRequest(Prompt prompt, LlmCall call, RequestRecords records)
    implements InFlight.Request, Ongoing {

  /** What a prompt asks for, as records have it. */
  static RequestRecords.Asked asked(Prompt prompt) {
    return new RequestRecords.Asked(prompt.index(), prompt.tokens(), prompt.maxTokens());
  }

  @Override
  public void interrupt() {
    call.interrupt();
  }

  @Override
  public RequestRecord asInterrupted() {
    return records.interrupted(asked(prompt), call);
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
