package llmbench.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Gatling's HTTP client unpacks a library into the temporary folder before it reads its first
 * answer, Brotli's, and the file stays there until the process has ended in good order: for ever
 * where that is killed or halts. (Netty's own are deleted as soon as they are loaded.) So it is
 * unpacked and loaded here, before anyone else does, and deleted at once: a library that is loaded
 * needs its file no more.
 *
 * <p>By its loader's name, since a Gatling without that library needs nothing of this.
 */
public final class TemporaryLibraries {

  private static final String LOADER = "com.aayushatharva.brotli4j.Brotli4jLoader";

  /** Where the loader takes the library from, if somebody says so. */
  private static final String LIBRARY_PATH = "brotli4j.library.path";

  private TemporaryLibraries() {}

  /** Leaves none behind, however this process ends. */
  public static void loadAndDelete() {
    String name = System.mapLibraryName("brotli");
    ClassLoader loader = TemporaryLibraries.class.getClassLoader();
    if (System.getProperty(LIBRARY_PATH) != null) {
      return;
    }
    try (InputStream library = loader.getResourceAsStream("lib/" + platform() + "/" + name)) {
      if (library != null) {
        Path file = Files.createTempFile("llm-bench-", "-" + name);
        try {
          Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
          load(file, loader);
        } finally {
          delete(file);
        }
      }
    } catch (ReflectiveOperationException | IOException | LinkageError e) {
      // Whoever needs the library finds out by itself.
    }
  }

  private static void load(Path file, ClassLoader loader) throws ReflectiveOperationException {
    System.setProperty(LIBRARY_PATH, file.toString());
    try {
      Class.forName(LOADER, true, loader);
    } finally {
      System.clearProperty(LIBRARY_PATH);
    }
  }

  /** As the library's makers call it. */
  private static String platform() {
    String os = System.getProperty("os.name", "");
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (os.startsWith("Mac") ? "osx" : os.startsWith("Windows") ? "windows" : "linux")
        + "-"
        + (arch.equals("amd64") ? "x86_64" : arch.equals("arm") ? "armv7" : arch);
  }

  /** Windows deletes no library that is loaded: there it stays until the process has ended. */
  private static void delete(Path file) throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
