package llmbench.tokenizer.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What jinja2 3.1.6 made of template snippets, set up as transformers 5.24 sets it up. */
class JinjaTemplateTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/tokenizers");
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 5, 9, 7, 8);

  @Test
  void allOfTheToolsSnippetsGiveTheSameText() throws IOException {
    JsonNode golden = json("jinja.json");
    assertThat(golden.path("snippets")).hasSize(165);
    List<String> differences = new ArrayList<>();
    for (JsonNode snippet : golden.path("snippets")) {
      String template = snippet.path("template").asText();
      try {
        String text = render(template);
        if (!text.equals(snippet.path("out").asText("an error"))) {
          differences.add(template + " gives " + text);
        }
      } catch (JinjaException e) {
        if (!snippet.has("error")) {
          differences.add(template + ": " + e.getMessage());
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  /**
   * Each gives the same text, fails in both, or is refused by the name of what is missing. The last
   * are listed, so that none is refused that was rendered before.
   */
  @Test
  void nothingIsWrongInSilence() throws IOException {
    List<String> differences = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (JsonNode snippet : json("jinja_more.json").path("snippets")) {
      String template = snippet.path("template").asText();
      try {
        String text = render(template);
        if (!text.equals(snippet.path("out").asText("an error"))) {
          differences.add(template + " gives " + text);
        }
      } catch (JinjaException e) {
        if (snippet.has("out")) {
          refused.add(template.replace("\n", "⏎") + "\n  " + e.said() + "\n");
        }
      }
    }
    assertThat(differences).isEmpty();
    Path list = GOLDEN.resolve("jinja_refused.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(list, String.join("", refused));
    }
    assertThat(String.join("", refused))
        .as("-Dgolden.update=true writes it")
        .isEqualTo(Files.readString(list));
  }

  static List<Arguments> refused() {
    return List.of(
        Arguments.of("{{ 'a'.format(1) }}", "Python's str.format is not supported here"),
        Arguments.of("{{ x }}{% include 'b' %}", "the tag 'include' is not supported here"),
        Arguments.of("{{ 1 }}{% foo %}", "unknown tag 'foo'"),
        Arguments.of("{{ 'a'|nosuch }}", "No filter named 'nosuch'."),
        Arguments.of("{{ 'a'|urlize }}", "the filter 'urlize' is not supported here"),
        Arguments.of(
            "{{ [1].append(2) }}", "access to attribute 'append' of 'list' object is unsafe."),
        Arguments.of("{{ raise_exception('no') }}", "the template itself says: no"),
        Arguments.of("{{ a.b }}", "'a' is undefined"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedIsNamed(String template, String message) {
    assertThatThrownBy(() -> render(template))
        .isInstanceOf(JinjaException.class)
        .hasMessage(message);
  }

  @Test
  void errorsHaveTheirLine() {
    assertThatThrownBy(() -> render("a\n{% if true %}\n{{ 1 }}\n{{ foo.bar }}\n{% endif %}"))
        .isInstanceOfSatisfying(
            JinjaException.class, e -> assertThat(e.said()).startsWith("line 4: "));
    assertThatThrownBy(() -> render("a\n\n{{ 'b }}"))
        .isInstanceOfSatisfying(
            JinjaException.class, e -> assertThat(e.said()).startsWith("line 3: "));
  }

  @Test
  void aTemplateThatCallsItselfWithoutEndIsAnError() {
    assertThatThrownBy(() -> render("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"))
        .isInstanceOf(JinjaException.class)
        .hasMessage("it calls itself without end, or what it says is nested too deeply");
  }

  @Test
  void aTemplateThatIsNestedTooDeeplyIsAnError() {
    int deep = 30_000;
    for (String template :
        List.of(
            "{{ " + "(".repeat(deep) + "1" + ")".repeat(deep) + " }}",
            "{% if true %}".repeat(deep) + "{% endif %}".repeat(deep))) {
      assertThatThrownBy(() -> JinjaTemplate.of("\n" + template))
          .isInstanceOfSatisfying(
              JinjaException.class,
              e ->
                  assertThat(e.said())
                      .isEqualTo("line 2: tags or brackets are nested too deeply to be read"));
    }
    assertThatThrownBy(() -> render("{{ 1" + " + 1".repeat(deep) + " }}"))
        .hasMessage("it calls itself without end, or what it says is nested too deeply");
  }

  /** Each form of a number that a template can have, and its text. */
  @ParameterizedTest
  @CsvSource({
    "1, 1_1, 1, a whole number of more than 64 bits is not supported here",
    "0b, 1_1, 1, a whole number of more than 64 bits is not supported here",
    "0x, f_f, f, a whole number of more than 64 bits is not supported here",
    "0, _0, 0, 0",
    "0., 0_0, 1, 0.0",
    "1.5e-, 9_9, 9, 0.0",
  })
  void numbersMayBeLong(String start, String repeated, String end, String gives) {
    String number = start + repeated.repeat(50_000) + end;
    String text;
    try {
      text = render("{{ " + number + " }}|");
    } catch (JinjaException e) {
      text = e.getMessage() + "|";
    }
    assertThat(text).isEqualTo(gives + "|");
  }

  @Test
  void whereATemplateEndsTooEarlyIsSaid() {
    assertThatThrownBy(() -> JinjaTemplate.of("a\n{% if b %}\nc\n\n"))
        .isInstanceOfSatisfying(
            JinjaException.class,
            e ->
                assertThat(e.said())
                    .isEqualTo("line 4: the template ends where {% endif %} is missing"));
  }

  @Test
  void oneTemplateRendersManyTimes() {
    JinjaTemplate template = JinjaTemplate.of("{% set x = y %}{{ x }}");
    assertThat(template.render(Map.of("y", 1))).isEqualTo("1");
    assertThat(template.render(Map.of())).isEmpty();
  }

  private static String render(String template) {
    Map<String, Object> variables = new HashMap<>();
    variables.put(
        "messages",
        List.of(
            message("system", "Be brief."),
            message("user", "Hi <think>a</think> there "),
            message("assistant", "x"),
            message("user", "y")));
    variables.put("tools", None.NONE);
    variables.put("documents", None.NONE);
    variables.put("add_generation_prompt", true);
    variables.put("bos_token", "<s>");
    variables.put("eos_token", "</s>");
    return JinjaTemplate.of(template, () -> NOW).render(variables);
  }

  private static Map<String, String> message(String role, String content) {
    Map<String, String> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  private static JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(GOLDEN.resolve(name)));
  }
}
