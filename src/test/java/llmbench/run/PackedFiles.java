package llmbench.run;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;
import org.jspecify.annotations.Nullable;

/**
 * Files that came along on the class path, where there is no other way to bring them: {@code
 * classpath:NAME} as the value of any option is the path of that file or folder. In a jar, as in a
 * package of Gatling Enterprise, it is unpacked: datasets and tokenizers are read from files.
 */
final class PackedFiles {

  private static final Pattern VALUE = Pattern.compile("(?s)(--[\\w-]+=)?classpath:(.+)");

  private PackedFiles() {}

  /**
   * What was asked for, with paths in place of such names.
   *
   * @throws RefusedException if one isn't there
   */
  static Sources unpacked(Sources asked) {
    Map<String, String> properties = new TreeMap<>(asked.properties());
    properties.replaceAll((name, value) -> withPath(value));
    return new Sources(inLine(asked.bench()), properties, asked.others());
  }

  private static @Nullable String inLine(@Nullable String line) {
    if (line == null || !line.contains("classpath:")) {
      return line;
    }
    List<String> words;
    try {
      words = ShellWords.split(line);
    } catch (IllegalArgumentException e) {
      // Whoever reads the line says what is wrong with it.
      return line;
    }
    return ShellWords.join(words.stream().map(PackedFiles::withPath).toList());
  }

  private static String withPath(String value) {
    Matcher named = VALUE.matcher(value);
    if (!named.matches()) {
      return value;
    }
    String option = named.group(1);
    return (option == null ? "" : option) + path(named.group(2));
  }

  private static Path path(String name) {
    URL found = PackedFiles.class.getClassLoader().getResource(name);
    if (found == null) {
      throw new RefusedException(
          "classpath:"
              + name
              + " isn't on the class path. Put it below src/test/resources, and make the package"
              + " again.");
    }
    try {
      return found.openConnection() instanceof JarURLConnection packed
          ? unpacked(packed)
          : Path.of(found.toURI());
    } catch (IOException | URISyntaxException e) {
      throw new RefusedException("classpath:" + name + " can't be unpacked: " + e.getMessage());
    }
  }

  private static Path unpacked(JarURLConnection packed) throws IOException, URISyntaxException {
    Path jar = Path.of(packed.getJarFileURL().toURI());
    Path folder = Files.createTempDirectory("llm-bench-");
    folder.toFile().deleteOnExit();
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Path from = inside.getPath("/", packed.getEntryName());
      Path to = folder.resolve(String.valueOf(from.getFileName()));
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Path copy = to.resolve(from.relativize(file).toString());
          Files.copy(file, copy);
          copy.toFile().deleteOnExit();
        }
      }
      return to;
    }
  }
}
