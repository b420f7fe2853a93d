package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expected texts and counts: {@code apply_chat_template} of transformers 5.19. */
class ChatTemplateTest {

  @Test
  void anEmptyUserMessageHasTwentyNineTokens() {
    String text = ChatTemplate.bundled().render(List.of(new Message("user", "")), true);
    assertThat(text)
        .isEqualTo(
            """
            <|im_start|>system
            You are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>
            <|im_start|>user
            <|im_end|>
            <|im_start|>assistant
            """);
    assertThat(Tokenizers.bundled().encode(text))
        .hasSize(29)
        .startsWith(151_644, 8948, 198, 2610, 525);
  }

  @Test
  void aChatIsRenderedAndWhatUsersWriteIsNeverRun() {
    List<Message> chat =
        List.of(
            new Message("system", "Be brief."),
            new Message("user", "a {{ b }} {% c %} <b>&'\"\n é 😀"),
            new Message("assistant", "ok\\n"),
            new Message("user", "  x  "));
    String text = ChatTemplate.bundled().render(chat, true);
    assertThat(text)
        .isEqualTo(
            """
            <|im_start|>system
            Be brief.<|im_end|>
            <|im_start|>user
            a {{ b }} {% c %} <b>&'"
             é 😀<|im_end|>
            <|im_start|>assistant
            ok\\n<|im_end|>
            <|im_start|>user
              x  <|im_end|>
            <|im_start|>assistant
            """);
    assertThat(Tokenizers.bundled().count(text)).isEqualTo(45);
    assertThat(ChatTemplate.bundled().render(chat, false) + "<|im_start|>assistant\n")
        .isEqualTo(text);
  }

  /** Expected: {@code apply_chat_template} with these keywords, by jinja2. */
  @Test
  void aTemplateHasVariablesOfJson() throws Exception {
    ChatTemplate said =
        template(
            "{{ on }} {{ n + 1 }} {{ r }} {{ none is none }} {{ xs[1].k }} {{ bos_token }}"
                + " {{ documents }} {{ enable_thinking is defined }}{{ messages[0].content }}");
    String variables =
        "{\"on\": true, \"n\": 2, \"r\": 0.5, \"none\": null, \"xs\": [1, {\"k\": \"v\"}],"
            + " \"bos_token\": \"B\", \"documents\": []}";
    assertThat(said.render(List.of(new Message("user", "x")), true, json(variables)))
        .isEqualTo("True 3 0.5 True v B [] Falsex");
  }

  @Test
  void aTemplateThatCantBeRenderedSaysSo() throws Exception {
    ChatTemplate broken = template("{% for x in %}");
    assertThatThrownBy(() -> broken.render(List.of(new Message("user", "x")), true))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("chat template can't be rendered (line 1: ");
  }

  @Test
  void aLineIsNamedOnlyWhereOneIsKnown() throws Exception {
    ChatTemplate endless = template("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}");
    assertThatThrownBy(() -> endless.render(List.of(), true))
        .hasMessageContaining("chat template can't be rendered (it calls itself without end, ");
  }

  @Test
  void contentMayBeTextOrPartsThatAreJoinedByLineBreaks() throws Exception {
    assertThat(Message.of("user", json("\"a\""))).isEqualTo(new Message("user", "a"));
    assertThat(Message.of("user", json("null"))).isEqualTo(new Message("user", ""));
    assertThat(
            Message.of(
                "user",
                json("[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]")))
        .isEqualTo(new Message("user", "a\nb"));
    assertThatThrownBy(() -> Message.of("user", json("[{\"type\":\"image_url\"}]")))
        .hasMessage("content part of type 'image_url' has no text");
    assertThatThrownBy(() -> Message.of("user", json("7")))
        .hasMessageContaining("must be a string or a list of parts");
  }

  private static ChatTemplate template(String text) throws Exception {
    return ChatTemplate.of(
            Transformers.V5,
            new TokenizerFolder(
                "mine",
                new byte[0],
                TokenizerFolder.object("{}".getBytes(StandardCharsets.UTF_8)),
                TokenizerFolder.object("{}".getBytes(StandardCharsets.UTF_8)),
                Optional.of(text),
                true,
                false),
            new SpecialTokens(Map.of(), List.of()))
        .orElseThrow();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void whatAMessageSaysPassesUnchanged() {
    Random random = new Random(5);
    String alphabet = "a 你🙂{}%#\"'\\\n\r\t\u001b\u0000\u007f<|>&";
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String rendered =
          ChatTemplate.bundled().render(List.of(new Message("user", text.toString())), true);
      assertThat(rendered).contains("<|im_start|>user\n" + text + "<|im_end|>\n");
    }
  }
}
