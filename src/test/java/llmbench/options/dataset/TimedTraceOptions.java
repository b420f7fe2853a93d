package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import llmbench.options.Backend;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.Option;
import llmbench.options.table.TraceOptions;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's {@code timed_trace}: recorded lengths and times of requests.
 *
 * @param path a file with a JSON object on each line
 * @param chunk how many tokens a hash of the trace stands for
 * @param secondsFactor a timestamp times this is seconds from the run's start
 * @param labels which fields to read
 * @param selfTimed whether requests are sent at the trace's times
 * @param hashSeed of Python's hash of texts, which the tokens are drawn by
 */
public record TimedTraceOptions(
    String path, int chunk, double secondsFactor, Labels labels, boolean selfTimed, long hashSeed)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "timed_trace";

  private static final String CHUNK = "timed-trace-chunk-hash-size";
  private static final String FACTOR = "timed-trace-sec-multiplier";
  private static final String LABEL = "timed-trace-label-";

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          one(CHUNK, ValueType.wholeFrom(1))
              .since(VLLM_0_32)
              .byDefault("16")
              .honoured("how many tokens a hash of the trace stands for"),
          one(FACTOR, ValueType.FINITE)
              .since(VLLM_0_32)
              .byDefault("1")
              .honoured("a timestamp times this is seconds from the run's start"),
          label("timestamp", "timestamp"),
          label("input-length", "input_length"),
          label("output-length", "output_length"),
          label("hash-ids", "hash_ids"));

  static final KnownDataset KNOWN =
      KnownDataset.vllm(NAME, OPTIONS, TimedTraceOptions::of).since(VLLM_0_32);

  /**
   * Names of a trace's fields.
   *
   * @param timestamp when it was sent
   * @param inputLength tokens of the prompt
   * @param outputLength tokens to ask for
   * @param hashIds a list: one for each chunk of the prompt
   */
  public record Labels(String timestamp, String inputLength, String outputLength, String hashIds) {}

  private static Option label(String what, String standard) {
    return one(LABEL + what, ValueType.TEXT)
        .since(VLLM_0_32)
        .byDefault(standard)
        .honoured("the name of that field in the trace");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> caution() {
    return Optional.of(
        "Tokens of the trace: those of PYTHONHASHSEED="
            + hashSeed
            + (hashSeed == 0 ? " (-Dllm.python-hash-seed sets another)" : "")
            + "; the tool's are others in each process where that isn't set");
  }

  @Override
  public boolean ignoresEos(ToolVersion version) {
    return true;
  }

  @Override
  public boolean timesItself() {
    return selfTimed;
  }

  private static TimedTraceOptions of(Settings settings) {
    String backend = settings.required("backend");
    if (!Backend.named(backend).equals(Optional.of(Backend.OPENAI))) {
      settings.problem(
          "backend",
          "the dataset "
              + NAME
              + " sends token ids, which only completions take; give --backend"
              + " openai and --endpoint /v1/completions",
          "backend");
    }
    return new TimedTraceOptions(
        SampledFile.path(settings, "a trace with a JSON object on each line"),
        settings.whole(CHUNK),
        Objects.requireNonNull(PythonNumbers.real(settings.required(FACTOR))),
        new Labels(
            settings.required(LABEL + "timestamp"),
            settings.required(LABEL + "input-length"),
            settings.required(LABEL + "output-length"),
            settings.required(LABEL + "hash-ids")),
        !"false".equals(settings.text(TraceOptions.SELF_TIMED)),
        settings.text(TraceOptions.HASH_SEED) == null
            ? 0
            : settings.wholeLong(TraceOptions.HASH_SEED));
  }
}
