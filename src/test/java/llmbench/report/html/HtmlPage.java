package llmbench.report.html;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.comparison.Comparison;
import llmbench.verdict.Doubt;
import org.jspecify.annotations.Nullable;

/**
 * llm.html: one file with everything in it, of a bounded size whatever was run. Where a page would
 * be larger, less of each run is on it, and it says so.
 */
public final class HtmlPage {

  /** The file's name in a run directory. */
  public static final String FILE = "llm.html";

  /** No page has more bytes. */
  public static final int MAX_BYTES = 600_000;

  private static final int MAX_TITLE_CHARS = 80;

  private final String generator;
  private final List<PageRun> runs;
  private final Optional<Compared> compared;

  /**
   * What is laid side by side on a page of several runs.
   *
   * @param runs for each column the place of its run on the page; empty where it has none
   * @param doubts about what is compared
   */
  public record Compared(Comparison comparison, List<Optional<Integer>> runs, List<Doubt> doubts) {

    public Compared {
      runs = List.copyOf(runs);
      doubts = List.copyOf(doubts);
    }
  }

  private HtmlPage(String generator, List<PageRun> runs, Optional<Compared> compared) {
    this.generator = generator;
    this.runs = List.copyOf(runs);
    this.compared = compared;
  }

  /** The page of one run. */
  public static String of(String generator, PageRun run) {
    return new HtmlPage(generator, List.of(run), Optional.empty()).page();
  }

  /** The page of several runs, with a picker and what is laid side by side. */
  public static String of(String generator, List<PageRun> runs, Compared compared) {
    return new HtmlPage(generator, runs, Optional.of(compared)).page();
  }

  /**
   * A page of any data.
   *
   * @param json in the form of the page's data
   */
  public static String page(String title, String json) {
    return PageTemplate.read().page(title, json);
  }

  private String page() {
    PageTemplate template = PageTemplate.read();
    String title = title();
    int frame = template.page(title, "").getBytes(StandardCharsets.UTF_8).length;
    return template.page(title, json(MAX_BYTES - frame));
  }

  /** As much as there is room for: less of each run, and then fewer runs. */
  private String json(int mostBytes) {
    int shown = runs.size();
    while (true) {
      for (PageCaps caps : PageCaps.of(Math.max(1, shown))) {
        String json = PageJson.of(data(caps, shown), caps.textChars());
        if (json.length() <= mostBytes) {
          return json;
        }
      }
      if (shown == 0) {
        throw new IllegalArgumentException(
            "There is more to compare than a page of "
                + MAX_BYTES / 1000
                + " KB has room for: compare fewer at once, or without --html.");
      }
      shown /= 2;
    }
  }

  private PageData data(PageCaps caps, int shown) {
    List<String> notes = new ArrayList<>();
    if (shown < runs.size()) {
      notes.add(
          "There was room for "
              + shown
              + " of "
              + runs.size()
              + " runs: the others are in the comparison only.");
    }
    if (!caps.allTables()) {
      notes.add("There was room for the tables of each run's own definitions only.");
    }
    return new PageData(
        PageData.SCHEMA,
        generator,
        Help.texts(),
        runs.subList(0, shown).stream().map(run -> run.data(caps)).toList(),
        compared(shown),
        null,
        notes);
  }

  private PageData.@Nullable Compared compared(int shown) {
    return compared
        .map(
            all ->
                ComparedData.of(
                    all.comparison(),
                    all.runs().stream().map(run -> run.filter(place -> place < shown)).toList(),
                    all.doubts()))
        .orElse(null);
  }

  private String title() {
    if (runs.size() != 1) {
      return "LLM Bench: " + runs.size() + " runs compared";
    }
    String name = "LLM Bench: " + PageCaps.cut(runs.get(0).name(), MAX_TITLE_CHARS);
    String model = runs.get(0).head().model();
    return model.isEmpty() ? name : PageCaps.cut(model, MAX_TITLE_CHARS) + " – " + name;
  }
}
