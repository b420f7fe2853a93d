package llmbench.testing.browser;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A page in the browser: what it shows, draws, says, complains of and asks the network for. */
public final class OpenPage {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String AFTER_DRAWING =
      "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";

  private final BrowserSession session;

  OpenPage(BrowserSession session) {
    this.session = session;
  }

  void load(Path file) {
    // What the page before it had to say is not this page's.
    log(LogType.BROWSER);
    log(LogType.PERFORMANCE);
    session.get(file.toUri().toString());
    drawn();
  }

  /** Returns when everything that is due has been drawn. */
  public void drawn() {
    session.executeAsyncScript(AFTER_DRAWING);
  }

  /** Another screen. */
  public void screen(Viewport screen) {
    session.devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", screen.width(),
            "height", screen.height(),
            "deviceScaleFactor", screen.dots(),
            "mobile", false));
    // A phone's, and a picture's, take no room.
    session.devTools(
        "Emulation.setScrollbarsHidden", Map.of("hidden", !screen.equals(Viewport.LARGE)));
  }

  /** The system's colours: {@code light} or {@code dark}. */
  public void systemColours(String scheme) {
    session.devTools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Presses keys where the focus is. */
  public void press(CharSequence... keys) {
    new Actions(session).sendKeys(keys).perform();
    drawn();
  }

  /** Moves the pointer to a place, in CSS pixels from the middle of what the selector finds. */
  public void point(String selector, int right, int down) {
    run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector);
    new Actions(session)
        .moveToElement(session.findElement(By.cssSelector(selector)), right, down)
        .perform();
    drawn();
  }

  /** Clicks what the selector finds. */
  public void click(String selector) {
    // Not where the driver would scroll it to: there the bar on top covers it.
    run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector);
    session.findElement(By.cssSelector(selector)).click();
    drawn();
  }

  /** The result of a script, as JSON: a function's body with its {@code arguments}. */
  public JsonNode ask(String script, Object... arguments) {
    String json =
        (String)
            requireNonNull(
                session.executeScript(
                    "const ask = function () {"
                        + script
                        + "\n}; return JSON.stringify(ask.apply(null, arguments) ?? null)",
                    arguments));
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(json, e);
    }
  }

  /** Runs a script for what it does. */
  public void run(String script, Object... arguments) {
    session.executeScript(script, arguments);
    drawn();
  }

  /** The text of what the selector finds first; empty if it finds nothing. */
  public String text(String selector) {
    return ask(
            "const found = document.querySelector(arguments[0]); return found ? found.textContent :"
                + " ''",
            selector)
        .asText();
  }

  /** How many the selector finds. */
  public int count(String selector) {
    return ask("return document.querySelectorAll(arguments[0]).length", selector).asInt();
  }

  /** Warnings and errors of the console since the page was loaded or this was last asked. */
  public List<String> complaints() {
    return log(LogType.BROWSER).stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** All that was loaded since then, by its URL; a file's own as well. */
  public List<String> loaded() {
    List<String> urls = new ArrayList<>();
    for (LogEntry entry : log(LogType.PERFORMANCE)) {
      JsonNode message = tree(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        urls.add(message.path("params").path("request").path("url").asText());
      }
    }
    return urls;
  }

  /** A picture of the page, PNG: all its width, from a place on as high as asked. */
  public byte[] picture(int top, int height) {
    int width = ask("return document.documentElement.clientWidth").asInt();
    Object answer =
        session.devTools(
            "Page.captureScreenshot",
            Map.of(
                "format",
                "png",
                "captureBeyondViewport",
                true,
                "clip",
                Map.of("x", 0, "y", top, "width", width, "height", height, "scale", 1)));
    @Nullable Object data = ((Map<?, ?>) answer).get("data");
    return Base64.getDecoder().decode((String) requireNonNull(data));
  }

  private List<LogEntry> log(String type) {
    return session.manage().logs().get(type).getAll();
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
