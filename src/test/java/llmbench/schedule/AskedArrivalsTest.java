package llmbench.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import llmbench.options.BenchOptions;
import llmbench.options.testing.Reading;
import llmbench.random.NumpyLegacyRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a command line to the times that the tool itself sends at. */
class AskedArrivalsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String PERF = "evalscope perf --model m --prompt p ";

  @TempDir Path folder;

  @Test
  void vllmsLinesGiveItsTimes() throws IOException {
    int compared = 0;
    for (JsonNode golden : cases("vllm/arrivals.json")) {
      String line =
          "vllm bench serve --num-prompts %s --seed %s --burstiness %s"
              .formatted(text(golden, "n"), text(golden, "seed"), text(golden, "burstiness"));
      line +=
          golden.path("ramp_up_strategy").isTextual()
              ? " --ramp-up-strategy %s --ramp-up-start-rps %s --ramp-up-end-rps %s"
                  .formatted(
                      text(golden, "ramp_up_strategy"),
                      text(golden, "ramp_up_start_rps"),
                      text(golden, "ramp_up_end_rps"))
              : " --request-rate " + text(golden, "request_rate");
      List<Long> nanos = nanos(Reading.bench(line));
      JsonNode times = golden.path("send_time_s_and_rate");
      assertThat(nanos).as(line).hasSameSizeAs(times);
      for (int i = 0; i < nanos.size(); i++) {
        assertThat(nanos.get(i)).as(line).isCloseTo(nanos(times.path(i).path(0)), within(1L));
      }
      compared++;
    }
    assertThat(compared).isEqualTo(6);
  }

  @Test
  void evalscopesLinesGiveTheTimesOfEachLoop() throws IOException {
    List<JsonNode> all = cases("evalscope/rate_schedules_1.14.json");
    assertThat(all).hasSize(36);
    for (JsonNode golden : all) {
      boolean open = golden.path("mode").asText().equals("open");
      int warmUps = golden.path("warmup").asInt();
      String line =
          PERF
              + "--number %s --seed %s --rate %s --warmup-num %d"
                  .formatted(text(golden, "n"), text(golden, "seed"), text(golden, "rate"), warmUps)
              + (open ? " --open-loop" : "");
      List<Long> wanted = new ArrayList<>();
      golden.path("send").forEach(time -> wanted.add(nanos(time)));
      if (open && warmUps > 0) {
        // The tool's clock goes on from one phase to the next.
        long over = wanted.get(warmUps - 1);
        wanted.subList(0, warmUps).clear();
        wanted.replaceAll(time -> time - over);
      }
      List<Long> nanos = nanos(Reading.bench(line));
      assertThat(nanos).as(line).hasSameSizeAs(wanted);
      for (int i = 0; i < nanos.size(); i++) {
        assertThat(nanos.get(i)).as(line).isCloseTo(wanted.get(i), within(2L));
      }
    }
  }

  /** What its draws make of it is in EvalscopeArrivalsTest. */
  @Test
  void evalscope11SendsTheFirstAtOnce() {
    BenchOptions options =
        Reading.both(PERF + "--number 5 --seed 0 --rate 10", "compat", "evalscope-1.1");
    assertThat(nanos(options))
        .containsExactly(0L, 79_587_451L, 205_180_527L, 297_502_842L, 376_222_957L);
  }

  @Test
  void evenGapsCountTheWarmUpRequestsOfAClosedLoopOnly() {
    String line = PERF + "--number 2 --rate 4 --warmup-num 1";
    assertThat(nanos(Reading.both(line, "arrivals", "even")))
        .containsExactly(250_000_000L, 500_000_000L, 750_000_000L);
    assertThat(nanos(Reading.both(line + " --open-loop", "arrivals", "even")))
        .containsExactly(250_000_000L, 500_000_000L);
  }

  @Test
  void aFileHasTheTimesOfTheMeasuredRequests() throws IOException {
    Path file = folder.resolve("times.jsonl");
    Files.writeString(file, "{\"timestamp\": 5}\n{\"timestamp\": 6}\n{\"timestamp\": 9}\n");
    for (String line :
        List.of("vllm bench serve --num-prompts 2", PERF + "--number 2 --warmup-num 4")) {
      assertThat(nanos(Reading.both(line, "arrival-times", file.toString(), "arrival-speed", "2")))
          .containsExactly(0L, 500_000_000L);
    }
    assertThatThrownBy(
            () ->
                nanos(
                    Reading.both(
                        "vllm bench serve --num-prompts 4", "arrival-times", file.toString())))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "-Dllm.arrival-times="
                + file
                + ": has 3 times, but 4 requests are to be sent; give -Dllm.num-prompts=3, or a"
                + " longer file.");
    BenchOptions perf =
        Reading.both(PERF + "--number 5 --warmup-num 1", "arrival-times", file.toString());
    assertThatThrownBy(() -> AskedArrivals.checkFile(perf))
        .hasMessageContaining("has 3 times, but 5 requests are to be sent; give -Dllm.number=3,");
  }

  @Test
  void aFileNeedsATimeForEachRequestAndNotForEachOfItsTexts() throws IOException {
    Path file = folder.resolve("times.jsonl");
    Files.writeString(file, "{\"timestamp\": 5}\n{\"timestamp\": 6}\n{\"timestamp\": 9}\n");
    String embeddings =
        "vllm bench serve --backend openai-embeddings --endpoint /v1/embeddings"
            + " --random-batch-size 4 --num-prompts ";
    String ranking =
        "vllm bench serve --backend vllm-rerank --endpoint /rerank"
            + " --dataset-name random-rerank --no-reranker"
            + " --random-batch-size 5 --num-prompts ";
    for (String enough : List.of(embeddings + "12", embeddings + "9", ranking + "13")) {
      AskedArrivals.checkFile(Reading.both(enough, "arrival-times", file.toString()));
    }
    for (String more : List.of(embeddings + "13", ranking + "14")) {
      assertThatThrownBy(
              () -> AskedArrivals.checkFile(Reading.both(more, "arrival-times", file.toString())))
          .hasMessageContaining("has 3 times, but 4 requests are to be sent");
    }
  }

  @Test
  void aFileThatIsNotThereIsRefusedBeforeAnythingIsDone() {
    Path missing = folder.resolve("none.jsonl");
    BenchOptions options =
        Reading.both("vllm bench serve", "arrival-times", missing.toString(), "num-prompts", "3");
    assertThatThrownBy(() -> AskedArrivals.checkFile(options))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "-Dllm.arrival-times="
                + missing
                + ": can't be read: there is no such file or folder; give the path of a file with a"
                + " JSON object such as {\"timestamp\": 1700000000.5} on each line.");
    AskedArrivals.checkFile(Reading.bench("vllm bench serve --request-rate 3"));
  }

  @Test
  void withoutARateNothingIsDrawn() {
    NumpyLegacyRandom random = new NumpyLegacyRandom(3);
    assertThat(AskedArrivals.of(Reading.bench("vllm bench serve"), 5, random)).isEmpty();
    assertThat(random.nextDouble()).isEqualTo(new NumpyLegacyRandom(3).nextDouble());
  }

  private static List<Long> nanos(BenchOptions options) {
    NumpyLegacyRandom random = new NumpyLegacyRandom(options.dataset().seed());
    List<Long> nanos = new ArrayList<>();
    PrimitiveIterator.OfLong times =
        AskedArrivals.of(options, options.dataset().prompts(), random).orElseThrow().nanos();
    times.forEachRemaining((long time) -> nanos.add(time));
    return nanos;
  }

  private static long nanos(JsonNode seconds) {
    return Math.round(seconds.asDouble() * 1e9);
  }

  private static String text(JsonNode golden, String field) {
    return golden.path(field).asText();
  }

  private static List<JsonNode> cases(String file) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    new ObjectMapper().readTree(GOLDEN.resolve(file).toFile()).path("cases").forEach(all::add);
    return all;
  }
}
