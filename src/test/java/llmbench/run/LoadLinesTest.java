package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;

class LoadLinesTest {

  private static final Path LOOPS = Path.of("src/test/resources/golden/evalscope/loops_1.14.json");

  private static final String SERVE = "vllm bench serve ";
  private static final String PERF = "evalscope perf --model m --prompt p ";

  @Test
  void withoutARateTheLimitIsTheLoad() {
    assertThat(lines(SERVE + "--max-concurrency 50"))
        .containsExactly("Load: 9 requests in flight at once");
    assertThat(lines(PERF)).containsExactly("Load: 1 request in flight at once");
    assertThat(lines(SERVE))
        .containsExactly(
            "Load: no --max-concurrency, so all 9 requests at once, as vLLM bench does");
  }

  @Test
  void aRateIsSaidInPlainEnglishAndInVllmsWords() {
    assertThat(lines(SERVE + "--request-rate 12.5 --max-concurrency 4"))
        .containsExactly(
            "Load: 12.5 requests a second on average, at random (a Poisson process); 4 in flight at"
                + " most, the others wait",
            "Traffic request rate: 12.5",
            "Burstiness factor: 1.0 (Poisson process)",
            "Maximum request concurrency: 4");
    assertThat(lines(SERVE + "--request-rate 200 --burstiness 0.5").get(0))
        .isEqualTo(
            "Load: 200 requests a second on average, gaps drawn with a burstiness of 0.5; however"
                + " many are in flight");
    assertThat(lines(PERF + "--rate 20 --open-loop"))
        .containsExactly(
            "Load: 20 requests a second on average, at random (a Poisson process); however many are"
                + " in flight");
  }

  @Test
  void rampUpsEvenGapsAndFilesAreSaidForWhatTheyAre() {
    String ramp = SERVE + "--ramp-up-start-rps 2 --ramp-up-end-rps 7 --ramp-up-strategy ";
    assertThat(lines(ramp + "linear").get(0))
        .isEqualTo(
            "Load: from 2 to 7 requests a second, rising by as much at each request, at random (a"
                + " Poisson process); however many are in flight");
    assertThat(lines(ramp + "exponential --burstiness inf").get(0))
        .isEqualTo(
            "Load: from 2 to 7 requests a second, rising by the same factor at each request, gaps"
                + " drawn with a burstiness of infinity; however many are in flight");
    assertThat(lines(PERF + "--rate 20 --parallel 3", "arrivals", "even"))
        .containsExactly(
            "Load: 20 requests a second, all gaps the same; 3 in flight at most, the others wait",
            "Warmup is disabled, so the first 3 requests are released at once against an idle"
                + " server. Their TTFT carries the start-up burst and can dominate the reported"
                + " percentiles. Pass --warmup-num 3 to keep that burst out of the measured window,"
                + " or 6 if you also read the max column.");
    assertThat(lines(SERVE, "arrival-times", "trace.jsonl"))
        .containsExactly("Load: at the times of trace.jsonl; however many are in flight");
    assertThat(lines(SERVE, "arrival-times", "trace.jsonl", "arrival-speed", "2.5"))
        .containsExactly(
            "Load: at the times of trace.jsonl, at 2.5 times its speed; however many are in"
                + " flight");
  }

  @Test
  void evalscopesWarningOfABurstIsSaidAsByTheTool() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(LOOPS.toFile()).path("cases");
    assertThat(golden).isNotEmpty();
    for (JsonNode each : golden) {
      StringBuilder line = new StringBuilder(PERF);
      each.path("args")
          .properties()
          .forEach(
              argument ->
                  line.append(" --")
                      .append(argument.getKey().replace('_', '-'))
                      .append(' ')
                      .append(argument.getValue().asText().replace("true", "")));
      List<String> wanted = new ArrayList<>();
      each.path("warn").forEach(warning -> wanted.add(warning.asText()));
      List<String> said = lines(line.toString());
      assertThat(said.subList(1, said.size())).as(line.toString()).isEqualTo(wanted);
    }
    assertThat(lines(PERF + "--parallel 4", "compat", "evalscope-1.1")).hasSize(1);
  }

  private static List<String> lines(String line, String... settings) {
    return LoadLines.of(Reading.both(line, settings), 9);
  }
}
