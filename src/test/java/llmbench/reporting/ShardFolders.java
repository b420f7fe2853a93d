package llmbench.reporting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import llmbench.files.IoReason;
import llmbench.runlog.PlanFileReader;
import llmbench.runlog.RecordedRun;

/**
 * A folder that holds the run directories of shards, such as a volume that all of them write to: it
 * stands for them, where no shell is there to name each.
 */
public final class ShardFolders {

  /** A run directory may lie in a folder of its injector's. */
  private static final int DEPTH = 2;

  private ShardFolders() {}

  /**
   * The directories that are meant: those that are named, and in place of a folder those below it.
   *
   * @throws IllegalArgumentException when not all below such a folder are shards
   */
  public static List<Path> expanded(List<Path> paths) {
    List<Path> all = new ArrayList<>();
    for (Path path : paths) {
      if (isRun(path) || !Files.isDirectory(path)) {
        all.add(path);
        continue;
      }
      List<Path> runs = new ArrayList<>();
      collect(path, DEPTH, runs);
      List<Path> others = runs.stream().filter(run -> !isShard(run)).toList();
      if (!others.isEmpty()) {
        throw new IllegalArgumentException(refusal(path, runs, others.get(0)));
      }
      all.addAll(runs.isEmpty() ? List.of(path) : runs);
    }
    return all;
  }

  /** Whether a path is such a folder: the runs below it are shards, all of them. */
  public static boolean isOne(Path path) {
    if (isRun(path) || !Files.isDirectory(path)) {
      return false;
    }
    List<Path> runs = new ArrayList<>();
    collect(path, DEPTH, runs);
    return !runs.isEmpty() && runs.stream().allMatch(RecordedRun::isShard);
  }

  private static String refusal(Path folder, List<Path> runs, Path other) {
    return folder
        + " is no run directory; below it "
        + (runs.size() == 1 ? "is one" : "are " + runs.size())
        + ": name one of them, such as "
        + other
        + ". A folder stands only for the shards of one benchmark, and that is none.";
  }

  private static void collect(Path folder, int depth, List<Path> runs) {
    for (Path each : below(folder)) {
      if (isRun(each)) {
        runs.add(each);
      } else if (depth > 1) {
        collect(each, depth - 1, runs);
      }
    }
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(IoReason.unread(folder, e), e);
    }
  }

  private static boolean isRun(Path directory) {
    return RecordedRun.isRun(directory) || PlanFileReader.isIn(directory);
  }

  /** Of a run of several levels each of them is. */
  private static boolean isShard(Path run) {
    return RecordedRun.isShard(run)
        || (PlanFileReader.isIn(run) && below(run).stream().anyMatch(RecordedRun::isShard));
  }
}
