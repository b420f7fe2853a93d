package llmbench.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What servers, files and people may put into the data: it stays text, and the page stays whole.
 */
@ExtendWith(BrowserExtension.class)
class PageHostileTest {

  private static final String HOSTILE =
      "</script><script>window.broken=1</script><img src=x onerror='window.broken=2'>"
          + "<!--<script>"
          + "\u2028\u2029]]>\u202e&lt;b&gt;${1}{{data}}\\u003c\"'`$&$1\u0000\ud83d\ude80";

  @TempDir static Path folder;

  /** Texts whose meaning the page's code needs. */
  private static final List<String> KEPT =
      List.of("id", "state", "unit", "started_at", "letter", "series");

  @Test
  void markupInAnyTextStaysText(Browser browser) {
    ObjectNode data = FixturePages.twoRuns();
    poison(data);
    OpenPage page = browser.open(FixturePages.write(folder, data));
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    page.run("document.querySelectorAll('.help').forEach((one) => one.click())");
    assertThat(page.ask("return window.broken ?? 0").asInt()).isZero();
    assertThat(page.count("img, iframe, object, script:not(body > script)")).isZero();
    assertThat(page.complaints()).isEmpty();
    assertThat(PageChecks.fromTheNetwork(page)).isEmpty();
    assertThat(page.text("h2#title")).isEqualTo(HOSTILE);
    assertThat(page.text("#command")).isEqualTo(HOSTILE);
    assertThat(page.text(".doubts p")).isEqualTo(HOSTILE);
    assertThat(PageChecks.blankCharts(page)).isEmpty();
    assertThat(PageChecks.tooWide(page)).isZero();
  }

  @Test
  void evenMarkupThatGotInWouldNotRun(Browser browser) {
    OpenPage page = browser.open(FixturePages.write(folder, FixturePages.oneRun(0)));
    page.run(
        """
        const place = document.createElement("div");
        place.innerHTML = "<img src='data:,x' onerror='window.broken = 1'>"
          + "<a href='javascript:window.broken = 2' id='trap'>x</a>";
        document.body.append(place);
        const script = document.createElement("script");
        script.textContent = "window.broken = 3";
        document.body.append(script);
        document.getElementById("trap").click()""");
    assertThat(page.ask("return window.broken ?? 0").asInt()).isZero();
    assertThat(page.complaints()).anyMatch(line -> line.contains("Content Security Policy"));
  }

  @Test
  void aFilesNameLeadsNowhereElse(Browser browser) {
    ObjectNode data = FixturePages.oneRun(0);
    ObjectNode head = (ObjectNode) data.at("/runs/0/head");
    head.putArray("files").add("javascript:alert(1)").add("//host/x").add("a b#c?d.txt");
    OpenPage page = browser.open(FixturePages.write(folder, data));
    JsonNode links =
        page.ask("return [...document.querySelectorAll('#files a')].map((a) => a.href)");
    assertThat(links.findValuesAsText("")).isEmpty();
    String here = folder.toUri().toString();
    assertThat(links)
        .extracting(JsonNode::asText)
        .allMatch(link -> link.startsWith(here))
        .contains(here + "a%20b%23c%3Fd.txt");
  }

  @Test
  void aRunOfNothingSaysWhyThereIsNothing(Browser browser) {
    ObjectNode data =
        FixturePages.parse(
            """
            {"schema":1,"runs":[{"name":"nothing","head":{"model":null},"verdict":null,"cards":[],
            "series":null,"distributions":[],"scatter":null,"timeline":null,"tables":[],
            "failures":[],"missing":{"timeline":"A log alone has no tokens."}}]}""");
    OpenPage page = browser.open(FixturePages.write(folder, data));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.text("h1")).isEqualTo("Unknown model");
    assertThat(page.text("#requests .absent")).isEqualTo("A log alone has no tokens.");
    assertThat(page.text("#time .absent")).isEqualTo("The run's record has no times for this.");
    assertThat(page.count("canvas")).isZero();
    assertThat(PageChecks.unreadable(page)).isEmpty();
  }

  @Test
  void oneRequestIsEnoughForEveryChart(Browser browser) {
    ObjectNode data = FixturePages.oneRun(0);
    ObjectNode run = (ObjectNode) data.at("/runs/0");
    ObjectNode one =
        FixturePages.parse(
            """
            {"series":{"bucket_s":0.1,"rule":"","t":[0],"output_tokens_per_s":[0],"in_flight":[1],
            "finished_per_s":[10],"failed_per_s":[0],"ttft":{"p50":[20],"p90":[20],"p99":[20]},
            "itl":{"p50":[null],"p90":[null],"p99":[null]}},
            "distributions":[{"id":"ttft","title":"TTFT","unit":"ms","edges":[19.9,20.1],
            "counts":[1],"zeros":0,"marks":[{"label":"P50","value":20}],"rule":""}],
            "scatter":{"x":[0],"y":[20],"shown":1,"of":1,"rule":""},
            "timeline":{"shown":1,"of":1,"rule":"","kinds":[],"rows":[[7,0,-1,0,1,-1,0]]}}""");
    run.setAll(one);
    OpenPage page = browser.open(FixturePages.write(folder, data));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.count("canvas")).isEqualTo(7);
    assertThat(page.ask("return groups.get('time').map((plot) => plot.scales.x.max)"))
        .as("a moment is no hundred seconds")
        .allMatch(most -> most.asDouble() == 0.1);
    page.run("document.querySelector('#chart-waterfall-plot').focus()");
    page.press("f");
    assertThat(page.text("#live")).startsWith("Request 7: failed;");
  }

  private static void poison(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isTextual() && !KEPT.contains(field.getKey())) {
                  field.setValue(new TextNode(HOSTILE));
                } else {
                  poison(field.getValue());
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        if (array.get(at).isTextual()) {
          array.set(at, new TextNode(HOSTILE));
        } else {
          poison(array.get(at));
        }
      }
    }
  }
}
