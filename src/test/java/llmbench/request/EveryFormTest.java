package llmbench.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.dataset.Extras;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a dataset yields, each API of each tool makes a request of it, or says why not. */
class EveryFormTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<Form, String> TEXTS =
      Map.of(
          Form.TEXT, "it's {no} JSON",
          Form.PLAIN, "neither is this",
          Form.TEXTS, "[\"a\", \"b\"]",
          Form.RANKING, "{\"query\": \"q\", \"documents\": [\"d\"]}",
          Form.MESSAGES, "[{\"role\": \"user\", \"content\": \"a\"}]",
          Form.BODY, "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}",
          Form.TOKEN_IDS, "[1, 2]");

  static Stream<Arguments> apis() {
    List<Arguments> all = new ArrayList<>();
    for (Tool tool : Tool.values()) {
      for (Backend backend : Backend.values()) {
        if (!backend.names(tool).isEmpty()) {
          all.add(Arguments.of(tool.newest(), backend));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("apis")
  void aRequestIsMadeOrItIsSaidWhyNot(ToolVersion version, Backend backend) throws Exception {
    String media = "{\"type\": \"image_url\", \"image_url\": {\"url\": \"u\"}}";
    for (Form form : Form.values()) {
      for (Extras extras : List.of(Extras.NONE, Extras.NONE.withMedia(media))) {
        Prompt prompt = new Prompt(3, requireNonNull(TEXTS.get(form)), form, 2, 4, extras);
        Optional<LlmRequest> request = request(version, backend, prompt);
        if (request.isPresent()) {
          assertThat(JSON.readTree(request.get().bytes()).isObject()).isTrue();
          assertThat(request.get().inputs().count()).isPositive();
        }
      }
    }
  }

  private static Optional<LlmRequest> request(ToolVersion version, Backend backend, Prompt prompt) {
    BenchOptions options =
        new OptionsReader()
            .read(new Sources(line(version, backend), Map.of("llm.compat", version.label())));
    if (version.tool() == Tool.VLLM) {
      VllmRequests requests = new VllmRequests(options, "m", null);
      return requests.whyNot(prompt).isPresent()
          ? Optional.empty()
          : Optional.of(requests.measured(prompt));
    }
    EvalscopeRequests requests = new EvalscopeRequests(options, "m");
    return requests.whyNot(prompt).isPresent()
        ? Optional.empty()
        : Optional.of(requests.of(prompt));
  }

  private static String line(ToolVersion version, Backend backend) {
    String name = backend.names(version.tool()).get(0);
    return version.tool() == Tool.VLLM
        ? "vllm bench serve --model m --num-prompts 1 --backend "
            + name
            + " --endpoint "
            + backend.defaultEndpoint()
        : "evalscope perf --model m --number 1 --dataset random --tokenizer-path bundled"
            + " --min-prompt-length 5 --max-prompt-length 5 --apply-chat-template --api "
            + name
            + " --url http://h:1"
            + backend.defaultEndpoint();
  }
}
