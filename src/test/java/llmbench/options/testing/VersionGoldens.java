package llmbench.options.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import llmbench.options.ToolVersion;

/**
 * Whose golden files are those of a version: its own, or those of an older one where the newer tool
 * says, sends and prints exactly the same. {@code golden/same_as.txt} lists these, with how it was
 * found out.
 */
public final class VersionGoldens {

  private static final Path SAME = Path.of("src/test/resources/golden/same_as.txt");

  private static final Predicate<String> COMMENT = Pattern.compile("#.*|").asMatchPredicate();

  private VersionGoldens() {}

  /** The version in whose name the files are. */
  public static ToolVersion of(ToolVersion version) {
    for (String line : lines()) {
      String[] labels = line.split(" = ", -1);
      if (labels[0].equals(version.label())) {
        return of(ToolVersion.labelled(labels[1]).orElseThrow());
      }
    }
    return version;
  }

  /** The labels of the versions that the files of that label are of, the newest first. */
  public static List<String> sharing(String label) {
    return ToolVersion.labelled(label).orElseThrow().tool().versions().stream()
        .filter(version -> version.label().equals(label) || of(version).label().equals(label))
        .map(ToolVersion::label)
        .toList();
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(SAME).stream().filter(COMMENT.negate()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
