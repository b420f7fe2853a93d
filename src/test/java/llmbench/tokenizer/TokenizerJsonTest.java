package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenizerJsonTest {

  private static final String VOCAB = "{ \"\\u0061\" :0,\n \"ü\":1, \"字\" : 2 }";
  private static final String MERGES = "[ [\"a\" ,\"ü\"],\n\"ü \\u5b57\" ]";
  private static final String FILE =
      "{\"version\": \"1.0\", \"model\": {\"type\": \"BPE\", \"vocab\": "
          + VOCAB
          + ", \"dropout\": null, \"merges\":"
          + MERGES
          + "}, \"decoder\": null}";

  /** Written again they would have no blanks and no escapes: a cost of every start. */
  @Test
  void vocabularyAndMergesAreCopiedAsTheyStand() throws IOException {
    byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
    TokenizerJson json = TokenizerJson.read(file, Set.of("a", "字"));
    assertThat(json.vocabulary().ids()).containsOnly(entry("a", 0), entry("字", 2));
    ObjectNode parts = json.parts().deepCopy();
    parts.put("decoder", "another");
    parts.putObject("model").put("type", "other");
    assertThat(new String(json.with(parts).over(file), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"version\":\"1.0\",\"model\":{\"type\":\"other\",\"vocab\":"
                + VOCAB
                + ",\"merges\":"
                + MERGES
                + "},\"decoder\":\"another\"}");
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    assertThatThrownBy(() -> TokenizerJson.read(FILE.getBytes(StandardCharsets.UTF_16BE), Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("it is not UTF-8");
  }

  /** What is written has to be read by others too, wherever the large parts stand. */
  @Test
  void whatIsWrittenIsTheSameJson() throws IOException {
    byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(TokenizerJson.read(file, Set.of()).over(file)))
        .isEqualTo(mapper.readTree(file));
  }
}
