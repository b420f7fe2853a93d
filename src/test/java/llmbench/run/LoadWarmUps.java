package llmbench.run;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import llmbench.injection.ReadyPrompt;
import llmbench.injection.RequestAction;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.LlmCall;
import llmbench.llm.LlmResult;
import llmbench.llm.RequestRecords;
import llmbench.options.BenchOptions;
import llmbench.recorder.InFlight;
import llmbench.request.LlmRequest;
import llmbench.timeline.Counted;

/**
 * The warm-up requests that are part of the load, as evalscope has them since 1.14: sent as the
 * measured ones are, and in no result, and in no report of Gatling's. In the closed loop they go
 * first in the same loop, so that no burst is left to the measured ones; in the open loop they have
 * a schedule of their own, and are over before the measured one begins.
 */
final class LoadWarmUps implements RequestAction.Told {

  private final RequestRecords records;
  private final Consumer<String> unasked;
  private final Consumer<String> say;
  private final InFlight<SentRequest> inFlight = new InFlight<>();
  private final OptionalInt all;
  private final AtomicInteger finished = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicBoolean said = new AtomicBoolean();

  /**
   * Those of a step.
   *
   * @param all how many there are; empty where nobody knows
   * @param unasked is told how bytes begin that no request had asked for, on an event loop
   * @param say is called with a line for people, on an event loop
   */
  LoadWarmUps(
      OptionalInt all, RequestRecords records, Consumer<String> unasked, Consumer<String> say) {
    this.all = all;
    this.records = records;
    this.unasked = unasked;
    this.say = say;
  }

  /** Whether there are any. */
  boolean areAny() {
    return all.isEmpty() || all.getAsInt() > 0;
  }

  /**
   * Sends the one that a user has.
   *
   * @param how it is sent besides: paced, say
   */
  ChainBuilder request(
      LlmRequest sample, BenchOptions.Timeouts timeouts, UnaryOperator<LlmActionBuilder> how) {
    return RequestAction.unmeasured(sample, ReadyPrompt::request, timeouts, this, how);
  }

  @Override
  public void started(ReadyPrompt prompt, LlmCall call) {
    inFlight.started(prompt.prompt().index(), new SentRequest(prompt.asked(), call, records));
  }

  @Override
  public void finished(ReadyPrompt prompt, LlmResult result) {
    var unused = inFlight.finished(prompt.prompt().index(), () -> {});
    if (result.fault() != null) {
      failed.incrementAndGet();
    }
    int count = finished.incrementAndGet();
    if (all.isPresent() && all.getAsInt() == count) {
      over();
    }
  }

  /** No more come: says how many have failed, once. */
  void over() {
    if (failed.get() > 0 && said.compareAndSet(false, true)) {
      say.accept(failed.get() + " of " + Counted.of(finished.get(), "warm-up request") + " failed");
    }
  }

  @Override
  public void unasked(String beginning) {
    unasked.accept(beginning);
  }

  /** Ends those in flight; nobody wants to know of them. */
  void interrupt(Duration most) {
    var unused = inFlight.interrupt(most);
  }
}
