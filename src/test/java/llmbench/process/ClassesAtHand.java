package llmbench.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class is read from its file when it is used first: the class that names a failure, when the
 * first request fails. Where that is because no file can be opened any more, nobody would be told,
 * and the request's user would be lost. So where files may become few, all that we may use is read
 * before.
 */
public final class ClassesAtHand {

  /** Who may have more than this has no need of it. */
  private static final int FEW_FILES = 8192;

  private static final String CLASS = ".class";

  private ClassesAtHand() {}

  /** Reads them, where this process may have few files open. */
  public static void whereFilesAreFew() {
    OpenFiles.now().filter(files -> files.most() <= FEW_FILES).ifPresent(files -> load());
  }

  static void load() {
    // One that is nowhere is looked for everywhere: each jar of the class path is open then.
    load("llmbench.Nowhere");
    CodeSource source = ClassesAtHand.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return;
    }
    try {
      Path classes = Path.of(source.getLocation().toURI());
      if (Files.isDirectory(classes)) {
        names(classes).forEach(ClassesAtHand::load);
      }
    } catch (IOException | URISyntaxException e) {
      // Then they are read one by one, as ever.
    }
  }

  private static List<String> names(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes.resolve("llmbench"))) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(CLASS))
          .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
          .filter(name -> !name.contains(".testing.") && !name.contains("Test"))
          .toList();
    }
  }

  private static void load(String name) {
    try {
      var unused = Class.forName(name, false, ClassesAtHand.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Whoever needs it finds out.
    }
  }
}
