package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.files.IoReason;
import llmbench.options.syntax.PythonJson;
import llmbench.plan.LevelOutcome;
import llmbench.plan.PlanException;

/** The results of a sweep that are there before it begins: those that a resumed one takes. */
record Experiment(Path directory) {

  static final String SUMMARY = "summary.json";

  /** A key of ours: the run was broken off, and is measured again. */
  private static final String PARTIAL = "partial";

  boolean isThere() {
    return Files.exists(directory);
  }

  /** Whether all runs of a pair are there. */
  boolean isWhole(SweepPair pair) {
    return Files.exists(directory.resolve(pair.folder()).resolve(SUMMARY));
  }

  /** Whether a run has a result that is whole. */
  boolean has(SweepRun run) {
    return outcome(run).isPresent();
  }

  /**
   * What a run came to; empty where it has no result yet.
   *
   * @throws PlanException when the result can't be read
   */
  Optional<LevelOutcome> outcome(SweepRun run) {
    return Files.exists(file(run)) ? read(run) : Optional.empty();
  }

  private Optional<LevelOutcome> read(SweepRun run) {
    JsonNode result = PythonJson.loads(text(file(run)));
    if (result == null || !result.isObject()) {
      throw new PlanException(
          "--resume takes the results that are there, and "
              + file(run)
              + " is none: delete it to have it measured again.");
    }
    if (result.has(PARTIAL)) {
      return Optional.empty();
    }
    long completed = result.path("completed").asLong();
    Map<String, Double> statistics = new LinkedHashMap<>();
    for (String key : List.of(WorkloadPair.REQUEST_THROUGHPUT, WorkloadPair.MEAN_E2EL_MS)) {
      if (result.path(key).isNumber()) {
        statistics.put(key, result.path(key).doubleValue());
      }
    }
    return Optional.of(
        new LevelOutcome(
            run.levelName(),
            completed > 0 ? 0 : 1,
            completed + result.path("failed").asLong(),
            completed,
            true,
            statistics,
            List.of()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new PlanException(file + " can't be read (" + IoReason.of(e) + ").");
    }
  }

  private Path file(SweepRun run) {
    return directory.resolve(run.folder()).resolve(run.file());
  }
}
