package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Sources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HelpAskedTest {

  @ParameterizedTest
  @EnumSource
  void everyOptionOfTheVersionIsInTheHelpWhateverElseIsAskedFor(ToolVersion version) {
    String line = version.tool().command() + " --nonsense 1 --help";
    Sources sources = new Sources(line, Map.of("llm.compat", version.label()));
    assertThatThrownBy(() -> new OptionsReader().read(sources))
        .isInstanceOf(HelpAsked.class)
        .satisfies(
            help ->
                Catalog.of(version)
                    .forEach(
                        option -> assertThat(help).hasMessageContaining(option.flags().get(0))))
        .hasMessageStartingWith(
            "The options of " + version.tool().command() + ", by " + version.label() + ":");
  }
}
