package llmbench.run;

import llmbench.llm.LlmCall;
import llmbench.llm.RequestRecords;
import llmbench.progress.Ongoing;
import llmbench.recorder.InFlight;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.SoFar;

/** A request that is sent, for whoever has to do with it before it is finished. */
record SentRequest(RequestRecords.Asked asked, LlmCall call, RequestRecords records)
    implements InFlight.Request, Ongoing {

  @Override
  public void interrupt() {
    call.interrupt();
  }

  @Override
  public RequestRecord asInterrupted() {
    return records.interrupted(asked, call);
  }

  @Override
  public long sentNanos() {
    return call.sentNanos();
  }

  @Override
  public int maxTokens() {
    return asked.maxTokens();
  }

  @Override
  public SoFar soFar() {
    return call.soFar();
  }
}
