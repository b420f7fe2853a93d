package llmbench.testing.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Chromium and its driver, as they are installed here. */
public record Chromium(Path browser, Path driver) {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> DRIVERS = List.of("chromedriver");

  /** Both, if both are in the folders of PATH. */
  public static Optional<Chromium> installed() {
    String path = System.getenv("PATH");
    return on(path == null ? "" : path);
  }

  /**
   * Both, if both are there.
   *
   * @param path folders, separated as in PATH
   */
  static Optional<Chromium> on(String path) {
    List<Path> folders =
        Arrays.stream(path.split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .toList();
    return first(folders, BROWSERS)
        .flatMap(browser -> first(folders, DRIVERS).map(driver -> new Chromium(browser, driver)));
  }

  private static Optional<Path> first(List<Path> folders, List<String> names) {
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
