package llmbench.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What holds for every page, whatever is in it; each check lists what breaks it. */
public final class PageChecks {

  /** Of a copy: a page's own canvas that is read is drawn otherwise from then on. */
  private static final String PIXELS =
      """
      const pixels = (canvas) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height)
          .getContext("2d", { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        return copy.getImageData(0, 0, canvas.width, canvas.height).data;
      };
      """;

  private PageChecks() {}

  /** What was loaded and isn't the file itself, or what it carries in itself. */
  public static List<String> fromTheNetwork(OpenPage page) {
    return page.loaded().stream()
        .filter(url -> !url.startsWith("file:") && !url.startsWith("data:"))
        .filter(url -> !url.startsWith("blob:"))
        .toList();
  }

  /** Charts on which hardly anything or only one colour is to be seen. */
  public static List<String> blankCharts(OpenPage page) {
    return texts(
        page.ask(
            PIXELS
                + """
            return [...document.querySelectorAll("canvas")].filter((canvas) => {
              const data = pixels(canvas);
              const colours = new Set();
              let painted = 0;
              for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3] > 0) {
                  painted++;
                  colours.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
                }
              }
              return painted < 500 || colours.size < 5;
            }).map((canvas) => canvas.getAttribute("aria-label"))"""));
  }

  /** How many dots of a chart have a colour of the style, or nearly; by the colour's name there. */
  public static int dots(OpenPage page, String chart, String colour) {
    return page.ask(
            PIXELS
                + """
            const probe = document.createElement("i");
            probe.style.color = "var(--" + arguments[1] + ")";
            document.body.append(probe);
            const [red, green, blue] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
            probe.remove();
            const canvas = document.querySelector("[data-chart=" + arguments[0] + "] canvas");
            const data = pixels(canvas);
            let dots = 0;
            for (let at = 0; at < data.length; at += 4) {
              // On a line that isn't level, most dots have a little less of it.
              const near = Math.abs(data[at] - red) + Math.abs(data[at + 1] - green)
                + Math.abs(data[at + 2] - blue) < 30;
              dots += near && data[at + 3] > 200 ? 1 : 0;
            }
            return dots""",
            chart,
            colour)
        .asInt();
  }

  /** Canvases with fewer dots than the screen has in their place, as they'd be blurred. */
  public static List<String> blurredCharts(OpenPage page) {
    return texts(
        page.ask(
            """
            return [...document.querySelectorAll("canvas")]
              .filter((canvas) =>
                Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) > 1)
              .map((canvas) => canvas.getAttribute("aria-label") + ": " + canvas.width + " for "
                + canvas.clientWidth)"""));
  }

  /**
   * Texts whose contrast with what's behind them is below WCAG's AA: 4.5, or 3 if they're large.
   */
  public static List<String> faintTexts(OpenPage page) {
    return texts(page.ask(FAINT));
  }

  /** What a screen reader could not name, ids that are there twice, headings out of order. */
  public static List<String> unreadable(OpenPage page) {
    return texts(page.ask(UNREADABLE));
  }

  /** How much wider than the screen the page is, in CSS pixels. */
  public static int tooWide(OpenPage page) {
    return page.ask(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        .asInt();
  }

  private static final String FAINT =
      """
      const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const light = (colour) => {
        const [red, green, blue] = numbers(colour).map((value) => value / 255)
          .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if ((numbers(colour)[3] ?? 1) > 0) {
            return colour;
          }
        }
        return "rgb(255, 255, 255)";
      };
      const faint = new Set();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        const node = walker.currentNode.parentElement;
        if (!text || !node.checkVisibility() || node.closest("script, .unseen")) {
          continue;
        }
        const style = getComputedStyle(node);
        const [a, b] = [light(style.color), light(behind(node))].sort((x, y) => y - x);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const contrast = (a + 0.05) / (b + 0.05);
        if (contrast < (large ? 3 : 4.5)) {
          faint.add(contrast.toFixed(2) + " " + style.color + " on " + behind(node) + ": "
            + text.slice(0, 40));
        }
      }
      return [...faint]""";

  private static final String UNREADABLE =
      """
      const wrong = [];
      const byIds = (node, name) => (node.getAttribute(name) || "").split(/\\s+/).filter(Boolean)
        .map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
      const named = (node) => [node.getAttribute("aria-label"), byIds(node, "aria-labelledby"),
        node.closest("label")?.textContent, node.textContent].some((name) => (name || "").trim());
      const must = "canvas, button, a, select, summary, section, figure, nav, [role], "
        + "[tabindex='0']";
      for (const node of document.querySelectorAll(must)) {
        if (!named(node) && !node.hidden && node.getAttribute("role") !== "status"
            && node.checkVisibility()) {
          wrong.push("no name: " + node.outerHTML.slice(0, 80));
        }
      }
      const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
      ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => wrong.push("twice: " + id));
      for (const name of ["aria-labelledby", "aria-describedby", "aria-controls"]) {
        for (const node of document.querySelectorAll("[" + name + "]")) {
          node.getAttribute(name).split(/\\s+/).filter((id) => !document.getElementById(id))
            .forEach((id) => wrong.push(name + " leads nowhere: " + id));
        }
      }
      let before = 0;
      for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
        const level = Number(heading.tagName[1]);
        if (level > before + 1 || (level === 1 && before > 0)) {
          wrong.push("out of order: " + heading.tagName + " " + heading.textContent);
        }
        before = level;
      }
      if (!document.documentElement.lang) {
        wrong.push("no language");
      }
      return wrong""";

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
