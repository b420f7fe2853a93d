package llmbench.testing.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is damaged, and what lies around it.
 *
 * @param input the copy of the specimen
 * @param output where files are to be written
 * @param outside what nobody may touch: {@code bait.txt}, a folder {@code bait}
 * @param oddities things that are no plain files, to be linked: {@code pipe}, {@code socket}
 * @param another another run of ours, whole
 */
record Victim(Path input, Path output, Path outside, Path oddities, Path another) {

  /** What a report writes. */
  static final List<String> WRITTEN =
      List.of(
          "vllm.txt",
          "vllm.json",
          "evalscope.txt",
          "evalscope_summary.json",
          "evalscope_percentile.json",
          "verdict.json",
          "junit.xml",
          "summary.md",
          "requests.csv",
          "metrics.prom",
          "js/global_stats.json",
          "llm.html");

  /** What was made huge is damaged enough. */
  private static final long MOST_BYTES = 8 << 20;

  /** Whether there is still a plain file to be damaged. */
  boolean hasFiles() throws IOException {
    return !files("").isEmpty();
  }

  /** A file that a report reads; there is one. */
  Path read(Random random) throws IOException {
    List<Path> files = files("");
    return files.get(random.nextInt(files.size()));
  }

  /** One of these names among what is read; null where there is none. */
  @Nullable Path read(Random random, String end) throws IOException {
    List<Path> files = files(end);
    return files.isEmpty() ? null : files.get(random.nextInt(files.size()));
  }

  private List<Path> files(String end) throws IOException {
    List<Path> plain = new ArrayList<>();
    try (Stream<Path> files = Files.walk(input)) {
      for (Path file : files.sorted().toList()) {
        boolean fits = Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES;
        if (fits && file.toString().endsWith(end)) {
          plain.add(file);
        }
      }
    }
    return plain;
  }
}
