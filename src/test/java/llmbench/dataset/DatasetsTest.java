package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.conversations.ConversationDatasets;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.catalog.Catalog;
import llmbench.options.dataset.AgentTraceOptions;
import llmbench.options.dataset.KnownDataset;
import llmbench.options.dataset.KnownDatasets;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.table.EvalscopePromptOptions;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dataset keeps to, whichever it is. */
class DatasetsTest {

  /** A small run of each; a dataset that isn't here has no test. DIR is a folder of files. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry(
              "vllm bench serve: random",
              "--num-prompts 3 --random-input-len 9 --random-output-len 4"),
          vllm("random-rerank", "--random-input-len 19"),
          vllm(
              "prefix_repetition",
              "--prefix-repetition-prefix-len 9 --prefix-repetition-suffix-len 9"
                  + " --prefix-repetition-num-prefixes 1"),
          vllm("custom", "--dataset-path DIR/custom.jsonl"),
          vllm("sharegpt", "--dataset-path DIR/sharegpt_mm.json"),
          vllm("burstgpt", "--dataset-path DIR/burstgpt.csv"),
          vllm(
              "timed_trace",
              "--backend openai --endpoint /v1/completions --dataset-path DIR/trace.jsonl"),
          vllm(
              "sonnet",
              "--dataset-path DIR/sonnet.txt --sonnet-input-len 60 --sonnet-prefix-len 45"),
          vllm("spec_bench", "--dataset-path DIR/spec_bench.jsonl"),
          vllm("speed_bench", "--dataset-path DIR/speed_bench"),
          vllm("hf", "--dataset-path DIR/hf_mtbench --hf-name philschmid/mt-bench"),
          vllm(
              "random-mm",
              "--backend openai-chat --endpoint /v1/chat/completions --random-input-len 9"
                  + " --random-mm-bucket-config '{(4, 6, 1): 1}'"),
          vllm("custom_image", "--dataset-path DIR/custom_image.jsonl"),
          vllm(
              "custom_audio",
              "--enable-multimodal-chat --dataset-path "
                  + "src/test/resources/golden/vllm/sounds/prompts.jsonl"),
          evalscope("random", "--min-prompt-length 35 --max-prompt-length 40"),
          evalscope("openqa", "--dataset-path DIR"),
          evalscope("line_by_line", "--dataset-path DIR/lines.txt"),
          evalscope("custom", "--dataset-path DIR/lines.txt"),
          evalscope("longalpaca", "--dataset-path DATA/longalpaca.json --min-prompt-length 1"),
          evalscope("share_gpt_zh", "--dataset-path DATA"),
          evalscope("share_gpt_en", "--dataset-path DATA"),
          evalscope(
              "random_vl",
              "--min-prompt-length 35 --max-prompt-length 40 --image-width 9 --image-height 8"),
          evalscope("flickr8k", "--dataset-path SETS/flickr8k"),
          evalscope("kontext_bench", "--dataset-path SETS/kontext_bench"),
          evalscope("mmmu_multi_image", "--dataset-path SETS/mmmu"),
          evalscope("open_decisions", "--dataset-path SETS/open_decisions"),
          evalscope("workload_trace", "--open-loop --dataset-path DATA/trace.jsonl"),
          evalscope("speed_benchmark", ""),
          evalscope("speed_benchmark_long", ""),
          evalscope("embedding", "--dataset-path DATA/embed.txt"),
          evalscope("embed", "--dataset-path DATA/embed.json"),
          evalscope(
              "embedding_batch",
              "--dataset-path DATA/embed.jsonl --extra-args '{\"batch_size\":2}'"),
          evalscope("random_embedding", "--max-prompt-length 9"),
          evalscope("random_embedding_batch", "--max-prompt-length 4"),
          evalscope("rerank", "--dataset-path DATA/rerank.jsonl"),
          evalscope("random_rerank", "--max-prompt-length 3"),
          Map.entry("evalscope perf: prompt", "--prompt hi --number 3"));

  /** The golden files of vLLM's datasets. */
  private static final String GOLDEN = "src/test/resources/golden/vllm/workload_data/";

  /** Those of evalscope's. */
  private static final String EVALSCOPE = "src/test/resources/golden/evalscope/";

  private static Map.Entry<String, String> vllm(String name, String more) {
    return Map.entry(
        "vllm bench serve: " + name,
        "--dataset-name " + name + " --num-prompts 3 " + more.replace("DIR/", GOLDEN));
  }

  private static Map.Entry<String, String> evalscope(String name, String more) {
    return Map.entry(
        "evalscope perf: " + name,
        "--dataset "
            + name
            + " --number 3 --seed 1 "
            + more.replace("DATA", EVALSCOPE + "data").replace("SETS", EVALSCOPE + "picture_sets"));
  }

  @TempDir Path folder;

  static Stream<Dataset> datasets() {
    return Datasets.ALL.stream();
  }

  @Test
  void namesAreUniqueInEachToolAndEachHasItsOptionsAndTheOtherWayRound() {
    List<String> names = datasets().map(DatasetsTest::key).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(singles().map(DatasetsTest::key)).containsExactlyInAnyOrderElementsOf(names);
    assertThat(EXAMPLES.keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  /** Those that aren't played: conversations have their own list and test, a trace its own. */
  private static Stream<KnownDataset> singles() {
    return KnownDatasets.ALL.stream()
        .filter(known -> !known.name().equals(AgentTraceOptions.NAME))
        .filter(
            known ->
                ConversationDatasets.ALL.stream()
                    .noneMatch(
                        other ->
                            other.tool() == known.tool() && other.name().equals(known.name())));
  }

  @ParameterizedTest
  @EnumSource
  void everyNameThatIsHonouredHasOneAndNoOther(ToolVersion version) {
    String option =
        version.tool() == Tool.VLLM ? PromptOptions.DATASET : EvalscopePromptOptions.DATASET;
    List<String> honoured = Objects.requireNonNull(Catalog.find(version, option)).accepted();
    assertThat(KnownDatasets.names(version)).isEqualTo(honoured);
    List<String> made =
        new ArrayList<>(
            datasets()
                .filter(dataset -> dataset.tool() == version.tool())
                .map(Dataset::name)
                .toList());
    ConversationDatasets.ALL.stream()
        .filter(dataset -> dataset.tool() == version.tool())
        .forEach(dataset -> made.add(dataset.name()));
    assertThat(made).containsAll(honoured);
  }

  @Test
  void theOptionsOfEachAreInTheCatalogAndItsDefaultsAreTaken() {
    for (KnownDataset known : KnownDatasets.ALL) {
      for (Option option : known.own()) {
        assertThat(option.compats()).allMatch(version -> version.tool() == known.tool());
        for (ToolVersion version : option.compats()) {
          assertThat(Catalog.find(version, option.name())).as(option.name()).isSameAs(option);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void everyVersionThatHasItMakesAsManyPromptsAsAskedForAndTheSameAgain(Dataset dataset)
      throws IOException {
    for (ToolVersion version : ToolVersion.values()) {
      if (!known(dataset).versions().contains(version)) {
        continue;
      }
      BenchOptions options = options(dataset, version);
      assertThat(Datasets.of(options)).isSameAs(dataset);
      assertThat(options.dataset().options().name()).isEqualTo(dataset.name());
      MadePrompts made = MadePrompts.of(options);
      assertThat(made.measured()).extracting(Prompt::index).containsExactly(0, 1, 2);
      assertThat(made.measured())
          .allMatch(prompt -> prompt.tokens() > 0)
          .allMatch(prompt -> prompt.maxTokens() > 0 || prompt.form() == Form.TEXTS);
      assertThat(MadePrompts.of(options)).isEqualTo(made);
    }
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void progressRisesByOne(Dataset dataset) throws IOException {
    ToolVersion version =
        dataset.tool().versions().stream()
            .filter(known(dataset).versions()::contains)
            .findFirst()
            .orElseThrow();
    BenchOptions options = options(dataset, version);
    List<Integer> done = new ArrayList<>();
    MadePrompts.of(options, EvalscopeDatasetTest.qwen(), done::add);
    assertThat(done).isNotEmpty().isSorted().doesNotHaveDuplicates().startsWith(1);
  }

  private static KnownDataset known(Dataset dataset) {
    return KnownDatasets.named(dataset.tool(), dataset.name());
  }

  private BenchOptions options(Dataset dataset, ToolVersion version) throws IOException {
    Files.writeString(folder.resolve("open_qa.jsonl"), "{\"question\": \"a\"}\n".repeat(3));
    Files.writeString(folder.resolve("lines.txt"), "a\nb\nc\n");
    String example = EXAMPLES.getOrDefault(key(dataset), "");
    String line =
        dataset.tool().command() + " --model m " + example.replace("DIR", folder.toString());
    return new OptionsReader().read(new Sources(line, Map.of("llm.compat", version.label())));
  }

  private static String key(Dataset dataset) {
    return dataset.tool().command() + ": " + dataset.name();
  }

  private static String key(KnownDataset known) {
    return known.tool().command() + ": " + known.name();
  }
}
