package llmbench.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsPageTest {

  @Test
  void thePageListsTheTable() {
    Goldens.assertSame(Path.of("docs/options.md"), OptionsPage.text());
  }

  @Test
  void everyOptionStandsOnThePage() {
    String page = OptionsPage.text();
    for (Compat compat : Compat.values()) {
      Catalog.of(compat).forEach(option -> assertThat(page).contains("`--" + option.name()));
    }
  }
}
