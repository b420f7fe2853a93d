package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.syntax.PythonJson;

/** What the bodies of a run of {@code evalscope perf} have besides the prompt. Thread-safe. */
public final class EvalscopeRun {

  private final EvalscopeOptions asked;
  private final String model;
  private final boolean namesModel;
  private final JsonNode parameters;
  private final JsonNode extraArgs;

  /**
   * A run.
   *
   * @param options of evalscope
   * @param model the name in requests
   */
  public EvalscopeRun(BenchOptions options, String model) {
    this.asked = options.evalscope().orElseThrow();
    this.model = model;
    this.namesModel = options.model().id() != null;
    this.parameters = PythonJson.required(asked.body().parameters());
    this.extraArgs = PythonJson.required(asked.body().extraArgs());
  }

  EvalscopeOptions asked() {
    return asked;
  }

  String model() {
    return model;
  }

  /** Whether a model was given; else the tool puts none into bodies. */
  boolean namesModel() {
    return namesModel;
  }

  /** Those behind {@code model} and {@code max_tokens}, in the tool's order. */
  JsonNode parameters() {
    return parameters;
  }

  /** Merged into the body last. */
  JsonNode extraArgs() {
    return extraArgs;
  }
}
