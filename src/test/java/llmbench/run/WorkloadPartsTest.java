package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import llmbench.dataset.PromptContext;
import llmbench.injection.PromptRange;
import llmbench.injection.ReadyPrompt;
import llmbench.options.BenchOptions;
import llmbench.options.testing.Reading;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.schedule.Arrivals;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of a benchmark send together what one injector sends alone: to the byte, each once. */
class WorkloadPartsTest {

  private static final int CASES = 60;

  private final Opened tokenizer = Tokenizers.open("bundled", null);

  @TempDir Path folder;

  /** What an injector sends, and how many requests at once. */
  private record Sent(List<String> requests, List<String> warmUps, int atOnce) {}

  @Test
  void theirRequestsTheirIdsTheirServersAndTheirTimesAreTogetherTheWholes() {
    Random random = new Random(20);
    for (int i = 0; i < CASES; i++) {
      String line = line(random);
      int of = 1 + random.nextInt(6);
      String named = line + ", of " + of;
      Sent whole = sent(line, Map.of());
      List<Sent> parts =
          IntStream.rangeClosed(1, of)
              .mapToObj(part -> sent(line, Map.of("shard", part + "/" + of)))
              .toList();
      assertThat(all(parts.stream().map(Sent::requests).toList()))
          .as(named)
          .containsExactlyInAnyOrderElementsOf(whole.requests());
      assertThat(all(parts.stream().map(Sent::warmUps).toList()))
          .as(named)
          .containsExactlyInAnyOrderElementsOf(whole.warmUps());
      int atOnce = parts.stream().mapToInt(Sent::atOnce).sum();
      assertThat(atOnce).as(named).isEqualTo(whole.atOnce());
      int most = Collections.max(parts.stream().map(Sent::atOnce).toList());
      int least = Collections.min(parts.stream().map(Sent::atOnce).toList());
      assertThat(most - least).as(named).isBetween(0, 1);
    }
  }

  @Test
  void aPartThatTheDatasetHasNoPromptForIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("two.jsonl"), "{\"prompt\":\"a\"}\n".repeat(2));
    String line =
        "vllm bench serve --model m --num-prompts 8 --no-oversample --dataset-name custom"
            + " --dataset-path "
            + file;
    assertThat(sent(line, Map.of("shard", "2/4")).requests()).hasSize(1);
    assertThatThrownBy(() -> sent(line, Map.of("shard", "3/4")))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "-Dllm.shard=3/4: there is no prompt for this part, since the dataset has only 2; ask"
                + " for fewer parts.");
  }

  private static List<String> all(List<List<String>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }

  private static String line(Random random) {
    int prompts = 6 + random.nextInt(20);
    boolean vllm = random.nextInt(3) > 0;
    return vllm ? vllmLine(random, prompts) : evalscopeLine(random, prompts);
  }

  private static String vllmLine(Random random, int prompts) {
    List<String> words = new ArrayList<>();
    words.add("vllm bench serve --model m --backend openai-chat --endpoint /v1/chat/completions");
    words.add("--num-prompts " + prompts + " --seed " + random.nextInt(99));
    words.add(
        random.nextBoolean()
            ? "--dataset-name random --random-input-len 8 --random-range-ratio 0.5"
            : "--dataset-name prefix_repetition --prefix-repetition-prefix-len 4"
                + " --prefix-repetition-suffix-len 5 --prefix-repetition-num-prefixes 2");
    words.add(
        switch (random.nextInt(4)) {
          case 0 -> "--request-rate " + (1 + random.nextInt(50)) + " --burstiness 0.7";
          case 1 -> "--ramp-up-start-rps 2 --ramp-up-end-rps 9 --ramp-up-strategy linear";
          default -> "";
        });
    words.add(random.nextInt(3) == 0 ? "" : "--max-concurrency " + (6 + random.nextInt(60)));
    words.add("--num-warmups " + random.nextInt(9));
    return String.join(" ", words);
  }

  private static String evalscopeLine(Random random, int prompts) {
    String version = random.nextBoolean() ? "--warmup-num " + random.nextInt(8) : "";
    String rate =
        switch (random.nextInt(3)) {
          case 0 -> "--rate 9 --parallel " + (6 + random.nextInt(9));
          case 1 -> "--rate 9 --open-loop";
          default -> "--parallel " + (6 + random.nextInt(30));
        };
    return "evalscope perf --model m --url http://h:1/v1/chat/completions --dataset random"
        + " --tokenizer-path bundled --min-prompt-length 34 --max-prompt-length 39 --seed 3"
        + " --number "
        + prompts
        + " "
        + version
        + " "
        + rate;
  }

  private Sent sent(String line, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    if (line.startsWith("vllm")) {
      all.put("request-id-prefix", "id-");
      all.put("base-urls", "http://a:1 http://b:1 http://c:1");
      if (line.contains("--max-concurrency") && line.contains("--dataset-name random")) {
        all.put("load-warmups", String.valueOf(Math.floorMod(line.hashCode(), 7)));
      }
    }
    String[] pairs =
        all.entrySet().stream()
            .flatMap(each -> List.of(each.getKey(), each.getValue()).stream())
            .toArray(String[]::new);
    BenchOptions options = Reading.both(line, pairs);
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, note -> {});
    PromptWorkload workload =
        options.evalscope().isPresent()
            ? PromptWorkload.ofEvalscope(context, "m")
            : PromptWorkload.ofVllm(
                context, new VllmRequests(options, "m", null), first -> UnaryOperator.identity());
    workload.prompts().fill();
    return sent(options, workload);
  }

  private static Sent sent(BenchOptions options, PromptWorkload workload) {
    List<String> warmUps =
        new ArrayList<>(workload.warmUps().stream().map(LlmRequest::text).toList());
    boolean phases = workload.warmUpArrivals().isPresent();
    if (phases) {
      warmUps.addAll(lines(workload.prompts().onlyWarmUps(), workload.warmUpArrivals()));
    }
    PromptRange loop = phases ? workload.prompts().onlyMeasured() : workload.prompts().all();
    List<String> lines = lines(loop, workload.arrivals());
    warmUps.addAll(lines.subList(0, loop.warmUps()));
    return new Sent(
        lines.subList(loop.warmUps(), lines.size()),
        warmUps,
        options.own().load().concurrency(workload.prompts().measured()));
  }

  /** A line for each, with all that goes over the wire, and when. */
  private static List<String> lines(PromptRange prompts, Optional<Arrivals> arrivals) {
    arrivals.ifPresent(times -> assertThat(times.requests()).isEqualTo(prompts.size()));
    Iterator<Double> times =
        arrivals.<Iterator<Double>>map(Arrivals::seconds).orElse(Collections.emptyIterator());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      AtomicReference<@Nullable ReadyPrompt> taken = new AtomicReference<>();
      prompts.prompts().take(prompts.first() + i, 0, taken::set);
      ReadyPrompt ready = Objects.requireNonNull(taken.get());
      LlmRequest request = ready.request();
      Object time = times.hasNext() ? times.next() : "at once";
      lines.add(
          String.join(
              " ",
              time.toString(),
              String.valueOf(ready.prompt().index()),
              request.server() + request.path(),
              request.headers().toString(),
              request.text()));
    }
    return lines;
  }
}
