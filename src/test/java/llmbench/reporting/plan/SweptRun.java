package llmbench.reporting.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import llmbench.files.PlainFile;
import llmbench.options.syntax.PythonJson;
import llmbench.plan.KeptSettings;
import llmbench.runlog.LevelFailureReader;
import llmbench.timeline.LevelFailure;
import llmbench.timeline.PlanFacts;

/**
 * A level of a sweep of vLLM's: one of its runs.
 *
 * @param level what plan.json says of it
 * @param directory of the level; not there where the result was, or where it wasn't measured
 */
record SweptRun(PlanFacts.Level level, Path directory) {

  private static final String RUN_NUMBER = "run_number";
  private static final String WARM_UP = "-1";

  /** Where all results of the sweep are. */
  Path experiment() {
    return Path.of(level.setting("experiment"));
  }

  /** Of this pair of sets, below the experiment's. */
  String folder() {
    return level.setting("folder");
  }

  int pair() {
    return new KeptSettings(level.settings()).whole("pair");
  }

  private int number() {
    return new KeptSettings(level.settings()).whole(RUN_NUMBER);
  }

  /** Of the pair's runs: WHOLE, SERIAL, BETWEEN or BATCH. */
  String part() {
    return level.setting("part");
  }

  boolean isWarmUp() {
    return level.setting(RUN_NUMBER).equals(WARM_UP);
  }

  /** Whether the sweep goes on without it. */
  boolean mayFail() {
    return level.setting("continue_on_error").equals("true");
  }

  /** Where its result is. */
  Path file() {
    return experiment().resolve(folder()).resolve(stem() + ".json");
  }

  /** Where it is said why it has none. */
  Path failureFile() {
    return experiment().resolve(folder()).resolve(stem() + ".failure.json");
  }

  private String stem() {
    return isWarmUp() ? "warmup" : "run=" + level.setting(RUN_NUMBER);
  }

  /** Where it is said that its server could not be had. */
  Path serverFailureFile() {
    return experiment().resolve(level.setting("server_failure"));
  }

  /** Whether it was measured in this run, and is whole. */
  Optional<ObjectNode> measured() {
    return LevelResult.in(directory)
        .filter(result -> !result.isPartial())
        .map(result -> labelled(result.json()));
  }

  /** Its result from an earlier run. */
  Optional<ObjectNode> earlier() throws IOException {
    if (Files.exists(directory) || !PlainFile.isThere(file())) {
      return Optional.empty();
    }
    JsonNode json = PythonJson.loads(Files.readString(file()));
    return json instanceof ObjectNode result && !LevelResult.isPartial(result)
        ? Optional.of(labelled(result))
        : Optional.empty();
  }

  Optional<LevelFailure> failure() {
    return LevelFailureReader.read(directory);
  }

  /** With its number and its sets, which replace what has their keys. */
  private ObjectNode labelled(ObjectNode result) {
    result.put(RUN_NUMBER, number());
    result.setAll(set("serve"));
    result.setAll(set("bench"));
    return result;
  }

  /** The server's set or the benchmark's. */
  ObjectNode set(String which) {
    return (ObjectNode) PythonJson.required(level.setting(which));
  }

  ObjectNode failed(LevelFailure why) {
    ObjectNode failure = set("serve").objectNode();
    if (!why.ofServer()) {
      failure.put(RUN_NUMBER, number());
    }
    failure.put("error_type", why.type()).put("error", why.error());
    failure.set("serve_overrides", set("serve"));
    if (!why.ofServer()) {
      failure.set("bench_overrides", set("bench"));
    }
    return failure;
  }
}
