package llmbench.process;

import io.gatling.javaapi.core.DeploymentInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A load generator of Gatling Enterprise, which runs the simulation with others, and with a stats
 * engine of its own: there is no simulation.log and no directory of the run, the process isn't ours
 * to end, and nothing is on its disk for long.
 *
 * @param run all its load generators have the same
 * @param index of this one in the run, from 0
 * @param of how many
 */
public record LoadGenerator(UUID run, int index, int of) {

  /** What this process is, if it is one: Gatling tells it on Gatling Enterprise alone. */
  public static Optional<LoadGenerator> ofThisProcess() {
    DeploymentInfo info = DeploymentInfo.INSTANCE;
    return Optional.ofNullable(info.runId)
        .map(
            run ->
                new LoadGenerator(
                    run, info.indexOfLoadGeneratorInRun, info.numberOfLoadGeneratorsInRun));
  }

  /** Its part of the benchmark as {@code --shard} takes it; empty where it is all of it. */
  public Optional<String> shard() {
    return of > 1 ? Optional.of(index + 1 + "/" + of) : Optional.empty();
  }

  /**
   * Where our files lie, as there is no directory of Gatling's.
   *
   * @param folder that it is in
   * @param simulationId what its name begins with
   */
  Path directory(Path folder, String simulationId) {
    try {
      return Files.createDirectories(folder.resolve(simulationId + "-" + run + "-" + index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
