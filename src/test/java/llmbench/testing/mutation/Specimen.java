package llmbench.testing.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something good that is to be damaged.
 *
 * @param name for people
 * @param kind what it is
 * @param original where it lies, whole
 * @param parts of it that a command line names, below it; empty for itself. Of a check those that
 *     are compared
 * @param requests how many its own run.json counts in each part; 0 where nobody counts
 */
record Specimen(String name, Kind kind, Path original, List<String> parts, int requests) {

  /** What a report makes of it. */
  enum Kind {
    /** A run of ours, in one directory or several. */
    RUN,
    /** Gatling's log alone. */
    LOG,
    /** The directory of a check, with its steps. */
    PLAN,
    /** A result of vLLM bench that can be reported. */
    RESULT,
    /** What can only be compared. */
    COMPARED
  }

  /** A copy of it, to be damaged; the paths that a command line names. */
  List<Path> copiedTo(Path place) throws IOException {
    if (Files.isRegularFile(original)) {
      Files.createDirectories(place);
      return List.of(Files.copy(original, place.resolve("result.json")));
    }
    copy(original, place);
    return parts.isEmpty() ? List.of(place) : parts.stream().map(place::resolve).toList();
  }

  /** The file of the original that a copy is of. */
  Path originalOf(Path copy, Path place) {
    return Files.isRegularFile(original)
        ? original
        : original.resolve(place.relativize(copy).toString());
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
