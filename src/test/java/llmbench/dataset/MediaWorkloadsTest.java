package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.dataset.testing.GoldenRequests;
import llmbench.dataset.testing.WorkloadFiles;
import llmbench.hub.HubFiles;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.HfOptions;
import llmbench.options.dataset.SampledFile;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.ShellWords;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From vLLM bench's command lines to the requests of the hub's datasets and of media, whole. */
class MediaWorkloadsTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden/vllm");
  private static final String DATA = FOLDER + "/workload_data/";

  private static final Set<String> DATASETS =
      Set.of("hf", "random-mm", "custom_image", "custom_audio");

  /** What a refusal says, by case. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "mm_completions", "can't send pictures; use --backend openai-chat or openai-audio",
          "hf_blazedit_hf_name", "is the name of a dataset that the tool has a rule for",
          "hf_unknown", "--hf-name names one of these: lmarena-ai/VisionArena-Chat",
          "hf_conversation_no_split", "must be given: the tool has no split for Aeala/ShareGPT",
          "hf_vision_wrong_backend", "can't send this dataset's pictures or sound",
          "hf_blazedit_duplicate_id", "two requests would have the id ",
          "hf_bfcl_offline", "isn't in the cache, and HF_HUB_OFFLINE forbids",
          "bfcl_completions", "this dataset needs --backend openai-chat");

  @TempDir Path temp;

  static Stream<Arguments> cases() throws IOException {
    JsonNode all = new ObjectMapper().readTree(FOLDER.resolve("workloads.json").toFile());
    List<Arguments> cases = new ArrayList<>();
    for (JsonNode one : all.path("cases")) {
      if (!DATASETS.contains(after(texts(one.path("args")), "--dataset-name"))) {
        continue;
      }
      for (ToolVersion version : Tool.VLLM.versions()) {
        JsonNode result = GoldenRequests.of(one.path("result"), newer(version));
        if (!result.isMissingNode()) {
          cases.add(
              Arguments.of(one.path("id").asText(), version, texts(one.path("args")), result));
        }
      }
    }
    assertThat(cases).hasSize(75);
    return cases.stream();
  }

  private static boolean newer(ToolVersion version) {
    return version.atLeast(ToolVersion.VLLM_0_32);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void theRequestsAreTheTools(
      String id, ToolVersion version, List<String> arguments, JsonNode wanted) throws IOException {
    if (wanted.has("error")) {
      assertThat(refusal(id, version, arguments)).contains(REFUSALS.get(id));
      return;
    }
    List<String> notes = new ArrayList<>();
    BenchOptions options = read(id, version, arguments);
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, notes::add);
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      List<Prompt> made = prompts.measured().toList();
      assertThat(made).hasSize(wanted.path("n").asInt()).hasSize(prompts.requests());
      for (int i = 0; i < made.size(); i++) {
        check(made.get(i), wanted.path("requests").path(i));
      }
      assertThat(prompts.generators().python().nextDouble())
          .isEqualTo(wanted.path("py_random_next").asDouble());
      assertThat(prompts.generators().numpy().nextDouble())
          .isEqualTo(wanted.path("np_legacy_next").asDouble());
    }
    assertThat(options.sampling().ignoreEos()).isEqualTo(wanted.path("ignore_eos").asBoolean());
    assertThat(notes)
        .isEqualTo(
            texts(wanted.path("log")).stream()
                .filter(line -> !line.matches("(Sampling|Normalized|Updated) .*"))
                .toList());
  }

  private static void check(Prompt prompt, JsonNode wanted) throws IOException {
    String as = "request " + prompt.index();
    assertThat(prompt.tokens()).as(as).isEqualTo(wanted.path("prompt_len").asInt());
    assertThat(prompt.maxTokens()).as(as).isEqualTo(wanted.path("expected_output_len").asInt());
    assertThat("P-" + prompt.requestNumber().orElseThrow())
        .as(as)
        .isEqualTo(wanted.path("request_id").asText());
    JsonNode media = wanted.path("multi_modal_data");
    switch (prompt.form()) {
      case TEXT -> GoldenRequests.same(json(prompt.text()), wanted.path("prompt"), as);
      case MESSAGES -> {
        JsonNode messages = PythonJson.required(prompt.text());
        // Without --enable-multimodal-chat a content is no message yet, but becomes that one.
        boolean content = wanted.path("prompt").path(0).path("role").isMissingNode();
        GoldenRequests.same(
            content ? messages.path(0).path("content") : messages, wanted.path("prompt"), as);
        return;
      }
      default -> {
        JsonNode body = PythonJson.required(prompt.text());
        assertThat(body.path("messages")).isEqualTo(wanted.path("chat_messages"));
        JsonNode own = body.deepCopy();
        ((ObjectNode) own).remove("messages");
        GoldenRequests.same(own, wanted.path("request_overrides"), as);
      }
    }
    if (media.has("audio") || media.has("audio_path")) {
      checkSound(Objects.requireNonNull(prompt.extras().audio()), media);
    } else if (media.isMissingNode()) {
      assertThat(prompt.extras().media()).isNull();
    } else {
      GoldenRequests.same(PythonJson.required(String.valueOf(prompt.extras().media())), media, as);
    }
  }

  private static JsonNode json(String text) {
    return TextNode.valueOf(text);
  }

  /** The file as it is; or its samples as doubles, of which 16 bits are sent. */
  private static void checkSound(Audio audio, JsonNode media) throws IOException {
    if (media.has("audio_path")) {
      Path file = Path.of(DATA, media.path("audio_path").asText().replaceFirst("data/", ""));
      assertThat(audio.bytes()).isEqualTo(Files.readAllBytes(file));
      assertThat(audio.fileName()).isEqualTo(file.getFileName().toString());
      assertThat(audio.contentType()).isEqualTo("audio/x-wav");
      return;
    }
    int samples = media.path("audio").path(0).path("shape").path(0).asInt();
    ByteBuffer wave = ByteBuffer.wrap(audio.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(wave.limit()).isEqualTo(44 + 2 * samples);
    assertThat(wave.getInt(24)).isEqualTo(media.path("audio").path(1).asInt());
    ByteBuffer doubles = ByteBuffer.allocate(8 * samples).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      doubles.putDouble(wave.getShort(44 + 2 * i) / 32768.0);
    }
    assertThat(GoldenRequests.sha256(doubles.array()))
        .isEqualTo(media.path("audio").path(0).path("sha256").asText());
    assertThat(audio.fileName()).isEqualTo("audio.wav");
    assertThat(audio.seconds()).isEqualTo(samples / 8000.0);
  }

  private String refusal(String id, ToolVersion version, List<String> arguments)
      throws IOException {
    try {
      BenchOptions options = read(id, version, arguments);
      PromptContext context =
          new PromptContext(
              options,
              Tokenizers.open("bundled", null),
              done -> {},
              note -> {},
              new HubFiles(Map.of("HF_HUB_OFFLINE", "1"), temp, note -> {}));
      Datasets.of(options).prompts(context).close();
      return "";
    } catch (OptionsException | DatasetException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Files name others by paths from the folder in which the tool ran: these are put right. */
  private BenchOptions read(String id, ToolVersion version, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve", "--model", "m"));
    for (String word : arguments) {
      String path = word.equals("image_local.jsonl") ? "data/" + word : word;
      words.add(
          path.startsWith("data/")
              ? new WorkloadFiles(temp).put(path.replaceFirst("data/", ""))
              : path);
    }
    int backend = words.lastIndexOf("--backend") + 1;
    Backend known = Backend.named(words.get(backend)).orElse(Backend.OPENAI_CHAT);
    words.set(backend, known.label());
    words.addAll(List.of("--endpoint", known.defaultEndpoint()));
    BenchOptions options =
        new OptionsReader()
            .read(new Sources(ShellWords.join(words), Map.of("llm.compat", version.label())));
    String path = after(words, "--dataset-path");
    if (path.startsWith("vdaita/")) {
      return at(options, DATA + path);
    }
    return id.startsWith("bfcl") ? at(options, DATA + "bfcl") : options;
  }

  /** A folder that the tool finds by the dataset's own name, where it ran or on the hub. */
  private static BenchOptions at(BenchOptions options, String path) {
    HfOptions asked = (HfOptions) options.dataset().options();
    HfOptions moved =
        new HfOptions(
            asked.set(),
            new SampledFile(path, asked.file().shuffled(), asked.file().oversampled()),
            asked.subset(),
            asked.split(),
            asked.outputLen(),
            asked.streamed(),
            asked.template(),
            asked.asMessages(),
            asked.distances(),
            asked.soundSeconds(),
            asked.categories());
    return new BenchOptions(
        options.compat(),
        options.target(),
        options.model(),
        new BenchOptions.Dataset(options.dataset().prompts(), options.dataset().seed(), moved),
        options.load(),
        options.sampling(),
        options.startup(),
        options.timeouts(),
        options.stops(),
        options.figures(),
        options.output(),
        options.evalscope(),
        options.effective());
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
