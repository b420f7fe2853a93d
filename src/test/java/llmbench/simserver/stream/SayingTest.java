package llmbench.simserver.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SayingTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "1, {}",
    "2, '{\"answer\":\"\"}'",
    "3, '{\"answer\":\" model\"}'",
    "5, '{\"answer\":\" model answers one\"}'"
  })
  void anObjectIsWholeWithTheLastToken(int tokens, String text) throws Exception {
    Saying saying = new Saying(0, tokens, true);
    assertThat(saying.first(tokens)).isEqualTo(text);
    JsonNode object = JSON.readTree(saying.first(tokens));
    assertThat(object.isObject()).isTrue();
    assertThat(object.size()).isEqualTo(tokens == 1 ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsStreamedIsWhatIsSaid(boolean inJson) throws Exception {
    for (int tokens = 1; tokens < 60; tokens++) {
      Saying saying = new Saying(tokens, tokens, inJson);
      StringBuilder streamed = new StringBuilder();
      for (int place = 0; place < tokens; place++) {
        String token = new String(saying.escaped(place), UTF_8);
        streamed.append(JSON.readValue("\"" + token + "\"", String.class));
        assertThat(saying.first(place + 1)).isEqualTo(streamed.toString());
      }
    }
  }

  @Test
  void withoutJsonItIsWordsAlone() {
    assertThat(new Saying(0, 4, false).first(4)).isEqualTo(" the model answers one");
  }
}
