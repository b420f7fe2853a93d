package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.ArrivalOptions;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code workload_trace}: recorded requests, sent as they were and when they were.
 *
 * @param path the file
 * @param speed how many times as fast as recorded; above 0
 * @param models the models of requests that are sent with another, and which
 * @param otherModel that of all other requests; empty for their own
 * @param asLong whether as many output tokens are asked for as were recorded
 * @param warmUps how many of them aren't measured, or below 1 which share of them
 * @param most how many requests at most, those that go first included; empty for all
 */
public record WorkloadTraceOptions(
    String path,
    double speed,
    Map<String, String> models,
    Optional<String> otherModel,
    boolean asLong,
    double warmUps,
    OptionalInt most)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "workload_trace";

  private static final String SPEED = "speed";
  private static final String OTHER = "model_override";
  private static final String MODELS = "model_mapping";
  private static final String AS_LONG = "match_output_length";

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(NAME, List.of(), WorkloadTraceOptions::of).since(EVALSCOPE_1_14);

  public WorkloadTraceOptions {
    models = Map.copyOf(models);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean timesItself() {
    return true;
  }

  @Override
  public boolean namesModels() {
    return true;
  }

  /** Whether requests get other models than they had. */
  public boolean changesModels() {
    return otherModel.isPresent() || !models.isEmpty();
  }

  private static WorkloadTraceOptions of(Settings settings) {
    if (!settings.isOn(ArrivalOptions.OPEN_LOOP)) {
      settings.problem(
          "dataset",
          "needs --open-loop: a trace says when requests are sent, whatever is in flight",
          "dataset",
          ArrivalOptions.OPEN_LOOP);
    }
    DatasetArgs args = DatasetArgs.of(settings, NAME, List.of(SPEED, OTHER, MODELS, AS_LONG));
    Double speed = args.aboveZero(SPEED);
    return new WorkloadTraceOptions(
        DatasetPath.of(settings),
        speed == null ? 1 : speed,
        models(args.texts(MODELS)),
        Optional.ofNullable(args.text(OTHER)),
        args.isOn(AS_LONG),
        warmUps(settings),
        most(settings));
  }

  private static Map<String, String> models(@Nullable JsonNode given) {
    Map<String, String> models = new LinkedHashMap<>();
    if (given != null) {
      given.properties().forEach(each -> models.put(each.getKey(), each.getValue().textValue()));
    }
    return models;
  }

  private static double warmUps(Settings settings) {
    String given = settings.text("warmup-num");
    return given == null ? 0 : Math.max(0, Objects.requireNonNull(PythonNumbers.real(given)));
  }

  private static OptionalInt most(Settings settings) {
    List<String> words = settings.words("number");
    return words.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(words.get(0).strip()));
  }
}
