package llmbench.options.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

  @ParameterizedTest
  @CsvSource({"2%, 0.02", "0.5 %, 0.005", "100%, 1", "0%, 0", "0.10, 0.1", "1, 1"})
  void aShareMayBeSaidInPercent(String text, String share) {
    assertThat(ValueType.SHARE.misfit(text)).isNull();
    assertThat(ValueType.SHARE.normal().apply(text)).isEqualTo(share);
  }

  @ParameterizedTest
  @ValueSource(strings = {"101%", "-1%", "%", "2", "2%%", "two%", ""})
  void whatIsNoShareIsRefused(String text) {
    assertThat(ValueType.SHARE.misfit(text)).contains("such as 0.1 or 10%");
  }
}
