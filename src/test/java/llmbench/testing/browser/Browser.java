package llmbench.testing.browser;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser without a window and with an empty profile. Starting one takes a second: share it. */
public final class Browser implements AutoCloseable {

  private final ChromeDriverService driver;
  private final BrowserSession session;
  private final Path profile;

  /** An end of the process that no test sees must not leave a browser behind. */
  private final Thread end = new Thread(this::end, "browser-end");

  private final AtomicBoolean ended = new AtomicBoolean();

  private Browser(ChromeDriverService driver, BrowserSession session, Path profile) {
    this.driver = driver;
    this.session = session;
    this.profile = profile;
  }

  /** Starts it. */
  public static Browser start(Chromium chromium) {
    try {
      Path profile = Files.createTempDirectory("llmbench-browser");
      ChromeDriverService driver =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(new File(chromium.driver().toString()))
              .usingAnyFreePort()
              .withLogOutput(OutputStream.nullOutputStream())
              .build();
      Browser browser =
          new Browser(driver, new BrowserSession(driver, options(chromium, profile)), profile);
      Runtime.getRuntime().addShutdownHook(browser.end);
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChromeOptions options(Chromium chromium, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.browser().toString());
    options.addArguments(
        "--headless=new",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    if ("root".equals(System.getProperty("user.name"))) {
      // Chromium refuses to start as root with its sandbox.
      options.addArguments("--no-sandbox");
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  /** Opens a file as if by a double click: light, on a large screen, with one dot a pixel. */
  public OpenPage open(Path file) {
    return open(file, Viewport.LARGE, "light");
  }

  /**
   * Opens a file.
   *
   * @param scheme the system's colours: {@code light} or {@code dark}
   */
  public OpenPage open(Path file, Viewport screen, String scheme) {
    OpenPage page = new OpenPage(session);
    page.screen(screen);
    page.systemColours(scheme);
    page.load(file);
    return page;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(end);
    end();
  }

  private void end() {
    if (ended.getAndSet(true)) {
      return;
    }
    session.quit();
    driver.stop();
    try (Stream<Path> files = Files.walk(profile)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The browser may still be writing its last words there; it's in the folder for such things.
    }
  }
}
