package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.dataset.Extras;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The other endpoints of evalscope 1.14 as the tool sent them. What its datasets yield is read back
 * out of the recorded body, and what we make of that again has to be the same, byte for byte.
 */
class EvalscopeEndpointsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/datasets_1.14.json");

  private static final Set<String> APIS = Set.of("openai_embedding", "openai_rerank", "responses");

  /** Options that don't say which prompts there are. */
  private static final List<String> KEPT =
      List.of("api", "url", "extra_args", "top_p", "max_tokens", "stream", "apply_chat_template");

  static Stream<Arguments> recorded() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (JsonNode golden : JSON.readTree(GOLDEN.toFile()).get("cases")) {
      if (APIS.contains(golden.at("/args/api").asText())) {
        for (JsonNode sent : golden.get("requests")) {
          if (sent.has("body")) {
            all.add(Arguments.of(golden.get("name").asText(), golden, sent.get("body").asText()));
          }
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(30);
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void everyRecordedBodyIsMadeAgain(String name, JsonNode golden, String sent) throws IOException {
    BenchOptions options = options(golden.get("args"));
    LlmRequest ours = new EvalscopeRequests(options, "M").of(prompt(JSON.readTree(sent)));
    assertThat(ours.text()).isEqualTo(sent);
    if (golden.has("url")) {
      assertThat(golden.get("url").asText()).endsWith(ours.path());
    }
  }

  /** What a dataset yields, read out of the body. */
  private static Prompt prompt(JsonNode body) {
    int tokens = body.path("max_output_tokens").asInt();
    if (body.has("query")) {
      ObjectNode ranking = JSON.createObjectNode();
      ranking.set("query", body.get("query"));
      ranking.set("documents", body.get("documents"));
      return new Prompt(0, ranking.toString(), Form.RANKING, 1, 0);
    }
    JsonNode input = body.get("input");
    String first = body.fieldNames().next();
    if (!first.equals("input")) {
      // A whole body: the messages went to its end under their other name.
      ObjectNode whole = JSON.createObjectNode();
      body.fieldNames()
          .forEachRemaining(
              field -> {
                if (!Set.of("input", "model", "max_output_tokens").contains(field)) {
                  whole.set(field, body.get(field));
                }
              });
      whole.set("messages", input);
      return new Prompt(0, whole.toString(), Form.BODY, 1, tokens);
    }
    if (input.isTextual()) {
      return new Prompt(0, input.asText(), 1, tokens);
    }
    boolean messages = input.path(0).isObject();
    return new Prompt(0, input.toString(), messages ? Form.MESSAGES : Form.TEXTS, 1, tokens);
  }

  private static BenchOptions options(JsonNode args) {
    List<String> words = new ArrayList<>(List.of("evalscope", "perf", "--model", "M"));
    words.addAll(List.of("--prompt", "p"));
    for (String name : KEPT) {
      JsonNode value = args.get(name);
      String flag = "--" + name.replace('_', '-');
      if (value == null) {
        continue;
      }
      if (value.isBoolean() && name.equals("stream")) {
        words.add(value.asBoolean() ? flag : "--no-stream");
      } else if (value.isBoolean()) {
        words.add(flag);
      } else {
        words.addAll(List.of(flag, value.isTextual() ? value.asText() : value.toString()));
      }
    }
    return new OptionsReader()
        .read(new Sources(ShellWords.join(words), Map.of("llm.compat", "evalscope-1.14")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "embedding  | http://h:1/v1                       | /v1/embeddings",
        "rerank     | http://h:1/v1                       | /v1/reranks",
        "rerank     | http://h:1/v1/rerank                | /v1/rerank",
        "responses  | http://h:1/v1/chat/completions?x=1  | /v1/responses?x=1",
        "responses  | http://h:1/v1                       | /v1/responses",
      })
  void theUrlIsCompletedAsTheToolDoes(String api, String url, String path) throws IOException {
    JsonNode args = JSON.createObjectNode().put("api", api).put("url", url);
    assertThat(new EvalscopeRequests(options(args), "M").of(new Prompt(0, "a", 1, 1)).path())
        .isEqualTo(path);
  }

  @Test
  void textsMessagesAndAnythingElseAreEmbedded() {
    JsonNode args = JSON.createObjectNode().put("api", "embedding").put("url", "http://h/v1");
    EvalscopeRequests requests = new EvalscopeRequests(options(args), "M");
    String parts = "[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"x\"}]}]";
    assertThat(requests.of(new Prompt(0, parts, Form.MESSAGES, 1, 1)).text())
        .isEqualTo("{\"input\": \"x\", \"model\": \"M\"}");
    String ranking = "{\"query\": \"it's\", \"documents\": [\"\\n\", 1.0, null, true]}";
    assertThat(requests.of(new Prompt(0, ranking, Form.RANKING, 1, 1)).text())
        .isEqualTo(
            "{\"input\": \"{'query': \\\"it's\\\", 'documents': ['\\\\n', 1.0, None, True]}\","
                + " \"model\": \"M\"}");
  }

  @Test
  void aQueryAloneIsRankedWithTheToolsOwnDocument() {
    JsonNode args = JSON.createObjectNode().put("api", "rerank").put("url", "http://h/v1");
    EvalscopeRequests requests = new EvalscopeRequests(options(args), "M");
    assertThat(requests.of(new Prompt(0, "q", 1, 1)).text())
        .isEqualTo(
            "{\"query\": \"q\", \"documents\": [\"This is a test document for reranking.\"],"
                + " \"model\": \"M\"}");
  }

  @Test
  void aPromptsOwnHeadersGoOverTheToolsAndUnderTheUsers() {
    BenchOptions options =
        new OptionsReader()
            .read(
                new Sources(
                    "evalscope perf --model M --prompt p --url http://h/v1 --headers X-A=user",
                    Map.of("llm.compat", "evalscope-1.14")));
    Prompt prompt =
        new Prompt(0, "a", 1, 1)
            .with(
                Extras.NONE.withHeaders(
                    Map.of("x-a", "own", "x-b", "own", "content-type", "text/json")));
    assertThat(new EvalscopeRequests(options, "M").of(prompt).headers())
        .containsEntry("X-A", "user")
        .containsEntry("x-b", "own")
        .containsEntry("content-type", "text/json")
        .doesNotContainKeys("x-a", "Content-Type");
  }
}
