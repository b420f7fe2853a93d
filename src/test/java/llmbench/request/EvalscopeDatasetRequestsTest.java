package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Prompt;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.PythonJson;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** evalscope's datasets, from the tool's own arguments to the bodies that it sent. */
class EvalscopeDatasetRequestsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");
  private static final Path DATA = GOLDEN.resolve("data");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Cases that are about an API; they have their tests beside it. */
  private static final Set<String> OF_AN_API = Set.of("dashscope", "custom", "responses");

  static Stream<Named<JsonNode>> cases() {
    return StreamSupport.stream(
            json(GOLDEN.resolve("datasets_1.14.json")).path("cases").spliterator(), false)
        .filter(each -> !OF_AN_API.contains(each.path("args").path("api").asText()))
        .map(each -> Named.of(each.path("name").asText(), each));
  }

  @Test
  void everyCaseIsThere() {
    assertThat(cases()).hasSize(50);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyBodyIsTheTools(JsonNode golden) throws Exception {
    String name = golden.path("name").asText();
    if (golden.has("error")) {
      assertThat(catchThrowable(() -> bodies(golden)))
          .as(name)
          .isInstanceOfAny(OptionsException.class, DatasetException.class);
      return;
    }
    List<String> expected = new ArrayList<>();
    for (JsonNode request : golden.path("requests")) {
      expected.add(expected(request, golden));
    }
    List<String> bodies = bodies(golden);
    for (int i = 0; i < expected.size(); i++) {
      String body = bodies.get(i);
      boolean hashed = golden.path("requests").get(i).has("sha256");
      assertThat(hashed ? hash(body) : body).as("%s, %d", name, i).isEqualTo(expected.get(i));
    }
    // Where a time ends the run, not all that were made are sent.
    if (!golden.path("args").has("duration")) {
      assertThat(bodies).as(name).hasSameSizeAs(expected);
    }
  }

  private static String expected(JsonNode request, JsonNode golden) {
    if (request.has("sha256")) {
      return request.path("sha256").asText();
    }
    JsonNode body = PythonJson.required(request.path("body").asText());
    return isHonoured(golden) ? request.path("body").asText() : dataOf(body);
  }

  /** What a dataset says of a body whose API isn't honoured. */
  private static String dataOf(JsonNode body) {
    JsonNode input = body.path("input");
    if (!input.isMissingNode()) {
      return PythonJson.dumps(input);
    }
    ObjectNode ranking = JSON.createObjectNode();
    ranking.set("query", body.path("query"));
    ranking.set("documents", body.path("documents"));
    return PythonJson.dumps(ranking);
  }

  private static List<String> bodies(JsonNode golden) {
    BenchOptions options = options(golden);
    MadePrompts made = MadePrompts.of(options);
    EvalscopeRequests requests = new EvalscopeRequests(options, "M");
    List<String> bodies = new ArrayList<>();
    for (Prompt prompt :
        Stream.concat(made.warmUps().stream(), made.measured().stream()).toList()) {
      bodies.add(isHonoured(golden) ? requests.of(prompt).text() : said(prompt));
    }
    return bodies;
  }

  private static String said(Prompt prompt) {
    return switch (prompt.form()) {
      case TEXTS, RANKING -> PythonJson.dumps(PythonJson.required(prompt.text()));
      default -> PythonJson.dumps(JSON.getNodeFactory().textNode(prompt.text()));
    };
  }

  private static boolean isHonoured(JsonNode golden) {
    String api = golden.path("args").path("api").asText("openai");
    List<String> names = Backend.allNames(Tool.EVALSCOPE);
    return names.contains(api) || names.contains("openai_" + api);
  }

  /** The arguments as a command line; an API that isn't honoured is left out. */
  private static BenchOptions options(JsonNode golden) {
    StringBuilder line = new StringBuilder("evalscope perf --model M --no-test-connection");
    for (Map.Entry<String, JsonNode> arg : golden.path("args").properties()) {
      boolean ofApi = arg.getKey().equals("api") || arg.getKey().equals("url");
      if (!ofApi || isHonoured(golden)) {
        line.append(argument(arg.getKey(), arg.getValue()));
      }
    }
    if (!isHonoured(golden)) {
      line.append(" --url http://127.0.0.1:8877/v1/completions");
    }
    return new OptionsReader()
        .read(new Sources(line.toString(), Map.of("llm.compat", "evalscope-1.14")));
  }

  private static String argument(String name, JsonNode value) {
    String flag = " --" + name.replace('_', '-').toLowerCase(Locale.ROOT);
    if (value.isBoolean()) {
      return value.booleanValue() ? flag : " --no-" + flag.substring(3);
    }
    String text =
        switch (name) {
          case "dataset_path" -> path(value.asText());
          case "tokenizer_path" -> "bundled";
          default -> value.isContainerNode() ? withPaths(value).toString() : value.asText();
        };
    return flag + " '" + text + "'";
  }

  private static JsonNode withPaths(JsonNode args) {
    ObjectNode copy = args.deepCopy();
    if (copy.has("prefix_file")) {
      copy.put("prefix_file", path(copy.path("prefix_file").asText()));
    }
    return copy;
  }

  private static String path(String name) {
    return name.equals("data") ? DATA.toString() : DATA.resolve(name).toString();
  }

  private static String hash(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
