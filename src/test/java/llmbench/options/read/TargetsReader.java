package llmbench.options.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.WeightedModels;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.TargetsOptions;
import org.jspecify.annotations.Nullable;

/** Reads which models a run has, where it has several. */
final class TargetsReader {

  /** What is merged into bodies last, in either tool. */
  private static final List<String> BODY_OPTIONS = List.of("extra-body", "extra-args");

  private static final String LORA = "lora-modules";
  private static final String MODEL = "model";

  private TargetsReader() {}

  /** The models by weight; empty where requests name the run's. */
  static Optional<WeightedModels> models(Settings settings, DatasetOptions dataset) {
    List<String> words = settings.words(TargetsOptions.MODELS);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String word : words) {
      double weight = Objects.requireNonNull(PythonNumbers.real(TargetsOptions.weight(word)));
      if (weights.put(TargetsOptions.name(word), weight) != null) {
        problem(settings, "names " + TargetsOptions.name(word) + " twice; give it one weight");
      }
    }
    if (!settings.words(LORA).isEmpty()) {
      problem(settings, "--lora-modules names the models, too; leave one of the two out", LORA);
    }
    if (dataset.namesModels()) {
      problem(settings, "the requests of " + dataset.name() + " name their own; leave it out");
    }
    for (String option : BODY_OPTIONS) {
      if (namesModel(settings.text(option))) {
        problem(settings, "--" + option + " puts another model into every body", option);
      }
    }
    return Optional.of(new WeightedModels(weights));
  }

  private static boolean namesModel(@Nullable String json) {
    JsonNode body = json == null ? null : PythonJson.loads(json);
    return body != null && body.has(MODEL);
  }

  private static void problem(Settings settings, String wrong, String... others) {
    String[] names = new String[others.length + 1];
    names[0] = TargetsOptions.MODELS;
    System.arraycopy(others, 0, names, 1, others.length);
    settings.problem(TargetsOptions.MODELS, wrong, names);
  }
}
