package llmbench.options.given;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;
import org.junit.jupiter.api.Test;

class GivenTest {

  @Test
  void theFirstWordThatDoesNotFitIsTheOneExplained() {
    Option option = Option.some("bodies", ValueType.JSON_OBJECT);
    assertThat(given(option, "{}", "[1]", "5").misfit())
        .isEqualTo("expected a JSON object such as {\"top_k\": 5}; it is JSON, but a list");
    assertThat(given(option, "{}", "{\"a\": 1}").misfit()).isNull();
  }

  private static Given given(Option option, String... words) {
    return new Given(option, "--bodies", new Source.BenchLine(), List.of(words));
  }
}
