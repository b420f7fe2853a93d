package llmbench.options.dataset;

import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's {@code spec_bench}: the questions of Spec-Bench.
 *
 * @param file that has a JSON object with {@code turns} on each line
 * @param outputLen tokens to ask for
 * @param category whose questions; empty for all
 */
public record SpecBenchOptions(SampledFile file, int outputLen, Optional<String> category)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "spec_bench";

  private static final String OUTPUT = "spec-bench-output-len";
  private static final String CATEGORY = "spec-bench-category";

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          SampledFile.NO_OVERSAMPLE,
          SampledFile.DISABLE_SHUFFLE,
          one(OUTPUT, ValueType.whole()).byDefault("256").honoured("output tokens asked for"),
          OutputLength.OPTION,
          one(CATEGORY, ValueType.TEXT).honoured("only questions of this category"));

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, SpecBenchOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesAllForNone() {
    return true;
  }

  private static SpecBenchOptions of(Settings settings) {
    return new SpecBenchOptions(
        SampledFile.of(settings, "Spec-Bench's question.jsonl"),
        OutputLength.of(settings, OUTPUT),
        category(settings, CATEGORY));
  }

  /** An empty one is none for Python. */
  static Optional<String> category(Settings settings, String name) {
    return Optional.ofNullable(settings.text(name)).filter(text -> !text.isEmpty());
  }
}
