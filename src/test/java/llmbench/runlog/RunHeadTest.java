package llmbench.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import llmbench.options.recorded.ReportOptions;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunHeadTest {

  @Test
  void theServerIsThatOfEitherToolsOptionsWithoutWhatMayBeSecret() {
    assertThat(server("server", "simulated", "host", "h")).isEqualTo("simulated");
    assertThat(server("host", "127.0.0.1", "port", "8801", "endpoint", "/v1/chat/completions"))
        .isEqualTo("http://127.0.0.1:8801/v1/chat/completions");
    assertThat(server("host", "::1", "port", "1")).isEqualTo("http://[::1]:1");
    assertThat(server("base-url", "https://u:p@h/x", "endpoint", "/v1/completions?***"))
        .isEqualTo("https://h/x/v1/completions");
    assertThat(server("url", "https://u:p@h:1/v1/chat/completions?key=k#f"))
        .isEqualTo("https://h:1/v1/chat/completions");
    assertThat(server()).isEmpty();
  }

  @Test
  void theLoadIsSaidInWords() {
    assertThat(load("max-concurrency", "50", "num-prompts", "5000", "dataset-name", "random"))
        .isEqualTo("50 in flight at once, 5,000 prompts, random");
    assertThat(
            load(
                "parallel",
                "8",
                "number",
                "16",
                "dataset",
                "random",
                "max-prompt-length",
                "100",
                "max-tokens",
                "20"))
        .isEqualTo("8 in flight at once, 16 prompts, random 100/20");
    assertThat(load("num-prompts", "5")).isEqualTo("all 5 prompts at once");
    assertThat(load("number", "many")).isEmpty();
  }

  @Test
  void aRateIsSaidInsteadOfAllAtOnce() {
    assertThat(load("num-prompts", "5", "request-rate", "12.5", "max-concurrency", "4"))
        .isEqualTo(
            "12.5 requests a second on average, at random (a Poisson process), 4 in flight at most,"
                + " 5 prompts");
    assertThat(load("number", "5", "rate", "2", "arrivals", "even"))
        .isEqualTo("2 requests a second, all gaps the same, 5 prompts");
    assertThat(load("number", "5", "arrival-times", "t.jsonl"))
        .isEqualTo("at the times of t.jsonl, 5 prompts");
  }

  @Test
  void severalRunsBeginWithTheFirstAndEndWithTheLast() {
    RecordedRun first = run(1_000, 2_000_000_000L);
    RecordedRun second = run(1_500, 4_000_000_000L);
    RunHead head = RunHead.of(ReportOptions.ofRun(Map.of(), Map.of()), List.of(first, second));
    assertThat(head.startEpochSeconds()).isEqualTo(OptionalDouble.of(1));
    assertThat(head.endEpochSeconds()).isEqualTo(OptionalDouble.of(5.5));
    assertThat(head.version()).isEqualTo("0.1");
    assertThat(
            RunHead.of(ReportOptions.ofRun(Map.of(), Map.of()), List.of(first, run(1_500, null)))
                .endEpochSeconds())
        .isEmpty();
    assertThat(RunHead.of(ReportOptions.ofRun(Map.of(), Map.of()), List.of()).startEpochSeconds())
        .isEmpty();
  }

  private static RecordedRun run(long zeroMillis, @Nullable Long endNanos) {
    RunFacts facts =
        new RunFacts(
            1,
            RunFacts.State.FINISHED,
            "s",
            "2026-11-24T12:00:00Z",
            zeroMillis,
            endNanos,
            Map.of(),
            Map.of("llm-bench", "0.1"),
            Map.of(),
            Map.of(),
            List.of());
    return new RecordedRun(Path.of("run"), facts, List.of(), null, List.of(), List.of(), 0, null);
  }

  private static String server(String... options) {
    return head(options).server();
  }

  private static String load(String... options) {
    return head(options).load();
  }

  private static RunHead head(String... options) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return RunHead.of(ReportOptions.ofRun(map, Map.of()), List.of());
  }
}
