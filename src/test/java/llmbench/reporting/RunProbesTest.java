package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.metrics.vllm.VllmExtras;
import llmbench.metrics.vllm.VllmFigures;
import llmbench.options.ToolVersion;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of probes: their own figures, and 0.32's duration. */
class RunProbesTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  /** A load from 1 s to 3 s. */
  private static final RequestTimes LOAD =
      new RequestTimes(0, true, 1, 3, 0.1, Series.of(), 2, 10, 1, false, 0, null, "text", "");

  @Test
  void anyThatFailedIsCountedAndInNoLatency() {
    RunProbes probes = new RunProbes(List.of(ok(0, 1.0, 1.5), failed(1), ok(2, 2.0, 2.1)), 5);
    VllmExtras.Probes figures =
        probes.figures(VllmDialect.V0_32_COMPLETIONS, text -> 1).orElseThrow();
    assertThat(figures.completed()).isEqualTo(2);
    assertThat(figures.failed()).isEqualTo(1);
    assertThat(figures.maxMillis()).isEqualTo(500, CLOSE);
    assertThat(figures.medianMillis()).isEqualTo(300, CLOSE);
  }

  @Test
  void withoutASuccessThereAreNone() {
    assertThat(new RunProbes(List.of(failed(0)), 5).figures(VllmDialect.V0_33_CHAT, text -> 1))
        .isEqualTo(Optional.empty());
  }

  @Test
  void onlyTo032ThePauseBehindTheLastOneIsPartOfTheDuration() {
    RunProbes probes = new RunProbes(List.of(ok(0, 1, 1.5), ok(1, 2.5, 2.9)), 0.5);
    assertThat(duration(probes, ToolVersion.VLLM_0_32)).isEqualTo(3.9, CLOSE);
    assertThat(duration(probes, ToolVersion.VLLM_0_33)).isEqualTo(2, CLOSE);
  }

  @Test
  void aPauseThatIsOverBeforeTheLoadChangesNothing() {
    RunProbes probes = new RunProbes(List.of(ok(0, 1, 1.5)), 1);
    assertThat(duration(probes, ToolVersion.VLLM_0_32)).isEqualTo(2, CLOSE);
  }

  private static double duration(RunProbes probes, ToolVersion version) {
    MeasuredTime time = probes.in(MeasuredTime.OF_REQUESTS, version);
    return VllmFigures.of(List.of(LOAD), time, Goodput.NONE).durationSeconds();
  }

  private static RequestRecord ok(int index, double sent, double end) {
    return record(index, sent, end, null);
  }

  private static RequestRecord failed(int index) {
    return record(index, 1.6, 1.7, new Fault(FaultKind.CONNECT, "refused", null));
  }

  private static RequestRecord record(int index, double sent, double end, @Nullable Fault fault) {
    long nanos = Math.round((end - sent) * 1e9);
    long sentNanos = Math.round(sent * 1e9);
    return new RequestRecord(
        index,
        "probe",
        "",
        1,
        1,
        sentNanos,
        sentNanos + nanos,
        200,
        0,
        fault == null
            ? Messages.of(
                new MessageKind[] {MessageKind.TEXT, MessageKind.DONE}, new long[] {nanos, nanos})
            : Messages.NONE,
        null,
        null,
        "text",
        "",
        fault);
  }
}
