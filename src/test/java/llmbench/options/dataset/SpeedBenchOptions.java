package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's {@code speed_bench}: the first messages of SPEED-Bench.
 *
 * @param file the folder of its subsets
 * @param subset whose file is {@code SUBSET.jsonl}
 * @param outputLen tokens to ask for
 * @param category whose messages; empty for all
 * @param template around the prompts
 */
public record SpeedBenchOptions(
    SampledFile file,
    String subset,
    int outputLen,
    Optional<String> category,
    PromptTemplate template)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "speed_bench";

  private static final String SUBSET = "speed-bench-dataset-subset";
  private static final String OUTPUT = "speed-bench-output-len";
  private static final String CATEGORY = "speed-bench-category";

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          SampledFile.NO_OVERSAMPLE,
          SampledFile.DISABLE_SHUFFLE,
          PromptTemplate.SKIP,
          PromptTemplate.VARIABLES,
          choice(
                  SUBSET,
                  "qualitative",
                  "throughput_1k",
                  "throughput_2k",
                  "throughput_8k",
                  "throughput_16k",
                  "throughput_32k")
              .since(VLLM_0_32)
              .byDefault("qualitative")
              .honoured("which file of the folder"),
          one(OUTPUT, ValueType.wholeFrom(0))
              .since(VLLM_0_32)
              .byDefault("4096")
              .honoured("output tokens asked for"),
          one(CATEGORY, ValueType.TEXT)
              .since(VLLM_0_32)
              .honoured("only messages of this category"));

  static final KnownDataset KNOWN =
      KnownDataset.vllm(NAME, OPTIONS, SpeedBenchOptions::of).since(VLLM_0_32);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesAllForNone() {
    return true;
  }

  private static SpeedBenchOptions of(Settings settings) {
    return new SpeedBenchOptions(
        SampledFile.of(settings, "the folder that has SPEED-Bench's files"),
        settings.required(SUBSET),
        settings.whole(OUTPUT),
        SpecBenchOptions.category(settings, CATEGORY),
        PromptTemplate.of(settings));
  }
}
