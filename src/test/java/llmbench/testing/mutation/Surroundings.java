package llmbench.testing.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that lies below a folder, by name: what each is, and what it says.
 *
 * @param all by path
 */
record Surroundings(Map<String, String> all) {

  /** What is larger is known by its length. */
  private static final long MOST_READ = 4 << 20;

  /** What is there now, but for the files that may change. */
  static Surroundings of(Path folder, Predicate<Path> mayChange) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> !mayChange.test(each)).toList()) {
        all.put(folder.relativize(file).toString(), what(file));
      }
    }
    return new Surroundings(all);
  }

  private static String what(Path file) throws IOException {
    BasicFileAttributes is =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (is.isSymbolicLink()) {
      return "a link to " + Files.readSymbolicLink(file);
    }
    if (is.isDirectory()) {
      return "a folder";
    }
    if (!is.isRegularFile()) {
      return "no plain file";
    }
    boolean read = is.size() <= MOST_READ && Files.isReadable(file);
    return is.size() + " bytes" + (read ? ", " + Arrays.hashCode(Files.readAllBytes(file)) : "");
  }

  /** What is another in these later ones. */
  List<String> changes(Surroundings later) {
    Map<String, String> changed = new TreeMap<>();
    all.forEach(
        (file, what) -> {
          String now = later.all.getOrDefault(file, "gone");
          if (!what.equals(now)) {
            changed.put(file, file + " was " + what + ", is " + now);
          }
        });
    later.all.forEach(
        (file, what) -> {
          if (!all.containsKey(file)) {
            changed.put(file, file + " is new: " + what);
          }
        });
    return List.copyOf(changed.values());
  }
}
