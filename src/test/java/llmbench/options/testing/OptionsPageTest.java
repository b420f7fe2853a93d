package llmbench.options.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import llmbench.options.ToolVersion;
import llmbench.options.table.Catalog;
import org.junit.jupiter.api.Test;

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
}
