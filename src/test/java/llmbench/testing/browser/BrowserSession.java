package llmbench.testing.browser;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriverCommandExecutor;
import org.openqa.selenium.remote.CommandInfo;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpMethod;

/**
 * A session with the browser that also speaks its DevTools' commands. Selenium's own {@code
 * ChromeDriver} insists on its manager, which looks for drivers in the network; we know where ours
 * is.
 */
final class BrowserSession extends RemoteWebDriver {

  private static final String DEV_TOOLS = "executeDevToolsCommand";

  BrowserSession(ChromeDriverService driver, ChromeOptions options) {
    super(
        new ChromiumDriverCommandExecutor(
            driver,
            Map.of(
                DEV_TOOLS,
                new CommandInfo("/session/:sessionId/goog/cdp/execute", HttpMethod.POST)),
            ClientConfig.defaultConfig()),
        options);
  }

  /** Runs one command of the DevTools protocol; its result. */
  Object devTools(String command, Map<String, ?> parameters) {
    return requireNonNull(
        execute(DEV_TOOLS, Map.of("cmd", command, "params", parameters)).getValue());
  }
}
