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

  /** Each gives the same text, fails in both, or is refused by the name of what is missing. */
  @Test
  void nothingIsWrongInSilence() throws IOException {
    List<String> differences = new ArrayList<>();
    int same = 0;
    for (JsonNode snippet : json("jinja_more.json").path("snippets")) {
      String template = snippet.path("template").asText();
      try {
        String text = render(template);
        same++;
        if (!text.equals(snippet.path("out").asText("an error"))) {
          differences.add(template + " gives " + text);
        }
      } catch (JinjaException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
    assertThat(differences).isEmpty();
    assertThat(same).isGreaterThan(140);
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
        .isInstanceOfSatisfying(JinjaException.class, e -> assertThat(e.line()).isEqualTo(4));
    assertThatThrownBy(() -> render("a\n\n{{ 'b }}"))
        .isInstanceOfSatisfying(JinjaException.class, e -> assertThat(e.line()).isEqualTo(3));
  }

  @Test
  void aTemplateThatCallsItselfWithoutEndIsAnError() {
    assertThatThrownBy(() -> render("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"))
        .isInstanceOf(JinjaException.class)
        .hasMessage("the template calls itself without end");
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
