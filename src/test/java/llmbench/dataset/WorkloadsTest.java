package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.dataset.testing.GoldenRequests;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From vLLM bench's command lines to the requests of its datasets, whole. */
class WorkloadsTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/vllm");

  private static final Set<String> DATASETS =
      Set.of(
          "custom",
          "sharegpt",
          "prefix_repetition",
          "burstgpt",
          "timed_trace",
          "sonnet",
          "spec_bench",
          "speed_bench",
          "random",
          "random-rerank");

  static Stream<Arguments> cases() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("workloads.json").toFile());
    List<Arguments> cases = new ArrayList<>();
    for (JsonNode one : all.path("cases")) {
      String id = one.path("id").asText();
      if (!DATASETS.contains(after(texts(one.path("args")), "--dataset-name"))) {
        continue;
      }
      for (ToolVersion version : Tool.VLLM.versions()) {
        JsonNode result = GoldenRequests.of(one.path("result"), newer(version));
        if (!result.isMissingNode()) {
          cases.add(Arguments.of(id, version, arguments(one, version), result));
        }
      }
    }
    assertThat(cases).hasSize(121);
    return cases.stream();
  }

  private static boolean newer(ToolVersion version) {
    return version.atLeast(ToolVersion.VLLM_0_32);
  }

  private static List<String> arguments(JsonNode one, ToolVersion version) {
    boolean own = !newer(version) && one.has("args_0.11");
    return texts(one.path(own ? "args_0.11" : "args"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void theRequestsAreTheTools(
      String id, ToolVersion version, List<String> arguments, JsonNode wanted) {
    if (wanted.has("error")) {
      assertThat(refusal(version, arguments)).as(wanted.path("error").asText()).isNotBlank();
      return;
    }
    BenchOptions options = read(version, arguments);
    List<String> notes = new ArrayList<>();
    Opened tokenizer =
        options.model().skipsTokenizer() ? Opened.none() : Tokenizers.open("bundled", null);
    PromptContext context = new PromptContext(options, tokenizer, done -> {}, notes::add);
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      List<Prompt> made = prompts.measured().toList();
      assertThat(made).hasSize(wanted.path("n").asInt()).hasSize(prompts.requests());
      GoldenRequests.check(made, prompts, wanted.path("requests"));
      assertThat(prompts.generators().python().nextDouble())
          .isEqualTo(wanted.path("py_random_next").asDouble());
      assertThat(prompts.generators().numpy().nextDouble())
          .isEqualTo(wanted.path("np_legacy_next").asDouble());
      assertThat(prompts.times().isPresent()).isEqualTo(wanted.path("self_timed").asBoolean());
    }
    boolean batches = options.target().backend().label().equals("openai") && id.contains("batch");
    assertThat(options.sampling().ignoreEos() && !batches)
        .isEqualTo(wanted.path("ignore_eos").asBoolean());
    assertThat(notes)
        .containsExactlyElementsOf(
            Stream.concat(
                    texts(wanted.path("printed")).stream(),
                    texts(wanted.path("log")).stream()
                        .filter(line -> !line.startsWith("Sampling input_len")))
                .toList());
  }

  /** What is said against a command line. */
  private static String refusal(ToolVersion version, List<String> arguments) {
    try {
      BenchOptions options = read(version, arguments);
      PromptContext context =
          new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, note -> {});
      Datasets.of(options).prompts(context).close();
      return "";
    } catch (OptionsException | DatasetException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static BenchOptions read(ToolVersion version, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve", "--model", "m"));
    for (String word : arguments) {
      words.add(word.replaceFirst("^data/", FOLDER + "/workload_data/"));
    }
    String backend = after(arguments, "--backend");
    Backend known = Backend.named(backend).orElse(Backend.OPENAI);
    words.set(words.indexOf("--backend") + 1, known.label());
    words.addAll(List.of("--endpoint", known.defaultEndpoint()));
    return new OptionsReader()
        .read(new Sources(ShellWords.join(words), Map.of("llm.compat", version.label())));
  }

  private static String after(List<String> words, String flag) {
    return words.contains(flag) ? words.get(words.indexOf(flag) + 1) : "";
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
