package llmbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.report.html.testing.LevelFixtures;
import org.junit.jupiter.api.Test;

class SweepPageTest {

  private static String page(int levels, String text) {
    List<Integer> loads = IntStream.rangeClosed(1, levels).boxed().toList();
    return LevelFixtures.page(loads, text).page("a test");
  }

  private static int bytes(String page) {
    return page.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void aHundredLevelsHaveRoom() {
    String page = page(100, "m");
    assertThat(bytes(page)).isLessThan(HtmlPage.MAX_BYTES);
    assertThat(page)
        .contains("\"name\":\"1 at once\"", "\"name\":\"100 at once\"")
        .doesNotContain("There was room for");
  }

  @Test
  void ofMoreThanThereIsRoomForSomeAreShown() {
    String page = page(900, "m".repeat(5_000));
    assertThat(bytes(page)).isLessThan(HtmlPage.MAX_BYTES);
    assertThat(page).containsPattern("There was room for \\d+ of 900 levels\\.");
  }

  @Test
  void theTitleIsTheModelAndHowMany() {
    assertThat(page(9, "org/model")).contains("<title>org/model – LLM Bench: 9 levels</title>");
  }
}
