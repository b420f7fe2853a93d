package llmbench.options.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionsPageTest {

  @Test
  void thePageListsTheTable() {
    OptionGoldens.assertSame(Path.of("docs/options.md"), OptionsPage.text());
  }

  @Test
  void everyOptionStandsOnThePage() {
    String page = OptionsPage.text();
    for (ToolVersion compat : ToolVersion.values()) {
      Catalog.of(compat).forEach(option -> assertThat(page).contains("`--" + option.name()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePageSaysHowEachVersionIsChosenAndFromWhichReleaseItIsKnown(ToolVersion compat) {
    String head = OptionsPage.text().split("\n## ", 2)[0];
    assertThat(head).containsPattern("`(-Dllm.compat=)?" + compat.label() + "`");
    assertThat(head.split("\nThree ways", 2)[0]).containsPattern("\\b" + compat.number() + "\\b");
  }
}
