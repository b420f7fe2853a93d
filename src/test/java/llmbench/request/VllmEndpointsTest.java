package llmbench.request;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.dataset.Audio;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint's requests as the tool sent them. What its datasets made is read back out of the
 * recorded body, and what we make of that again has to be the whole request, byte for byte.
 */
class VllmEndpointsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm");

  /** Headers that design and HTTP stack decide; see docs/decisions. */
  private static final Set<String> NOT_COMPARED =
      Set.of("host", "user-agent", "accept-encoding", "connection", "content-length");

  /** Options that don't say which prompts there are. */
  private static final Set<String> KEPT =
      Set.of(
          "--backend",
          "--endpoint",
          "--extra-body",
          "--temperature",
          "--top-p",
          "--top-k",
          "--min-p",
          "--frequency-penalty",
          "--presence-penalty",
          "--repetition-penalty",
          "--logprobs",
          "--header",
          "--model",
          "--served-model-name",
          "--request-id-prefix");

  private static final Pattern SOUND = Pattern.compile("<WAV FILE, (\\d+) bytes>");
  private static final Pattern QUESTION =
      Pattern.compile(
          "Represent the given image with the following question: (.*)", Pattern.DOTALL);

  /** Whose requests have more in them than an endpoint's rules: models by turns, probes, no ids. */
  private static final Set<String> OTHER_RULES =
      Set.of(
          "lora_random",
          "lora_rr",
          "profile",
          "tokenize_align",
          "probe",
          "warmups",
          "ready_check",
          "model_from_server",
          "default_prefix");

  /** Datasets with which the tool has requests ignore the end. */
  private static final Set<String> WITHOUT_END = Set.of("random", "timed_trace");

  static Stream<Arguments> recorded() throws IOException {
    Map<String, JsonNode> commands = new HashMap<>();
    JSON.readTree(GOLDEN.resolve("requests_more_commands.json").toFile())
        .forEach(command -> commands.put(command.get("id").asText(), command));
    List<Arguments> all = new ArrayList<>();
    for (String line : Files.readAllLines(GOLDEN.resolve("requests_more.jsonl"))) {
      JsonNode sent = JSON.readTree(line);
      String run = sent.get("run").asText();
      boolean load = sent.get("method").asText().equals("POST");
      boolean own = !sent.get("path").asText().endsWith("tokenize") && !OTHER_RULES.contains(run);
      if (load && own) {
        for (String version : sent.get("vllm").asText().split(", ", -1)) {
          all.add(Arguments.of(run, version, sent, requireNonNull(commands.get(run))));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("recorded")
  void everyRecordedRequestIsMadeAgain(
      String run, String version, JsonNode sent, JsonNode command) {
    BenchOptions options = options(command, version);
    String key = command.path("env").path("OPENAI_API_KEY").asText(null);
    VllmRequests requests = new VllmRequests(options, "models/qwen2.5-tiny1", key);
    Map<String, String> headers = headers(sent);
    LlmRequest ours = requests.measured(prompt(sent, headers.getOrDefault("x-request-id", "")));
    assertThat(ours.path()).isEqualTo(sent.get("path").asText());
    Map<String, String> own = lowerCase(ours.headers());
    String boundary = boundary(own);
    assertThat(ours.text().replace(boundary, "B"))
        .isEqualTo(sound(sent.get("body").asText().replace(boundary(headers), "B")));
    own.computeIfPresent("content-type", (name, type) -> type.replace(boundary, "B"));
    headers.computeIfPresent(
        "content-type", (name, type) -> type.replace(boundary(Map.of(name, type)), "B"));
    assertThat(own).isEqualTo(headers);
  }

  @Test
  void theBatchesOfAnEmbeddingAreSoManyInputs() {
    BenchOptions options = read("--backend openai-embeddings --endpoint /v1/embeddings", "0.33");
    VllmRequests requests = new VllmRequests(options, "m", null);
    assertThat(
            requests.measured(new Prompt(0, "[\"a\", \"b\"]", Form.TEXTS, 2, 0)).inputs().count())
        .isEqualTo(2);
    assertThat(requests.measured(new Prompt(0, "a", 2, 0)).inputs().count()).isEqualTo(1);
    VllmRequests ranks =
        new VllmRequests(read("--backend vllm-rerank --endpoint /rerank", "0.33"), "m", null);
    assertThat(
            ranks
                .measured(new Prompt(0, "[\"q\", \"b\", \"c\"]", Form.TEXTS, 2, 0))
                .inputs()
                .count())
        .isEqualTo(2);
    String ranking = "{\"query\": \"q\", \"documents\": [\"b\", \"c\", \"d\"]}";
    assertThat(ranks.measured(new Prompt(0, ranking, Form.RANKING, 2, 0)).inputs().count())
        .isEqualTo(3);
  }

  @Test
  void picturesAndSoundsAreCountedWhereverTheyStand() {
    VllmRequests requests =
        new VllmRequests(
            read("--backend openai-chat --endpoint /v1/chat/completions", "0.33"), "m", null);
    String part = "{\"type\": \"image_url\", \"image_url\": {\"url\": \"u\"}}";
    Prompt plain = new Prompt(0, "a", 1, 1);
    assertThat(requests.measured(plain).inputs().media()).isZero();
    Prompt two = plain.with(Extras.NONE.withMedia("[" + part + "," + part + "]"));
    assertThat(requests.measured(two).inputs().media()).isEqualTo(2);
    String messages =
        "[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"a\"}," + part + "]}]";
    assertThat(requests.measured(new Prompt(0, messages, Form.MESSAGES, 1, 1)).inputs().media())
        .isEqualTo(1);
  }

  @Test
  void whatHasNoSoundIsNotSentToBeHeard() {
    String line = "--backend openai-audio --endpoint /v1/audio/translations";
    VllmRequests requests = new VllmRequests(read(line, "0.33"), "m", null);
    assertThat(requests.whyNot(new Prompt(0, "a", 2, 0)).orElseThrow()).contains("no sound");
  }

  /** The prompt that a dataset had made, read out of the body. */
  private static Prompt prompt(JsonNode sent, String id) {
    int index = !id.matches(".*-\\d+") ? 0 : Integer.parseInt(id.replaceAll(".*-", ""));
    String text = sent.get("body").asText();
    Extras extras = Extras.NONE;
    if (!text.startsWith("{")) {
      return new Prompt(index, "", 3, 7).with(extras.with(audio(text)));
    }
    JsonNode body = read(text);
    int tokens =
        body.path("max_tokens")
            .asInt(
                body.path("max_completion_tokens").asInt(body.path("max_output_tokens").asInt()));
    JsonNode input = body.has("prompt") ? body.get("prompt") : body.path("input");
    if (body.has("query")) {
      ArrayNode texts = JsonNodeFactory.instance.arrayNode().add(body.get("query"));
      body.get("documents").forEach(texts::add);
      return new Prompt(index, texts.toString(), Form.TEXTS, 3, 0);
    }
    if (body.has("modality")) {
      String type = body.get("modality").asText() + "_url";
      String media = "{\"type\": \"" + type + "\", \"" + type + "\": {\"url\": " + input + "}}";
      return new Prompt(index, "dropped", 3, 0).with(extras.withMedia(media));
    }
    if (input.isArray()) {
      Form form = input.get(0).isInt() ? Form.TOKEN_IDS : Form.TEXTS;
      return new Prompt(index, input.toString(), form, 3, tokens);
    }
    if (input.isTextual()) {
      return new Prompt(index, input.asText(), 3, tokens);
    }
    return message(index, body.get("messages"), tokens);
  }

  private static Prompt message(int index, JsonNode messages, int tokens) {
    if (!messages.isArray()) {
      return new Prompt(index, "overridden", 3, tokens);
    }
    JsonNode content = messages.get(0).get("content");
    List<JsonNode> texts = new ArrayList<>();
    ArrayNode media = JsonNodeFactory.instance.arrayNode();
    content.forEach(
        part -> {
          if (part.get("type").asText().equals("text")) {
            texts.add(part);
          } else {
            media.add(part);
          }
        });
    boolean ready = texts.size() != 1 || !texts.get(0).fieldNames().next().equals("type");
    if (ready) {
      return new Prompt(index, messages.toString(), Form.MESSAGES, 3, tokens);
    }
    Extras extras = Extras.NONE;
    if (!media.isEmpty()) {
      extras = extras.withMedia((media.size() == 1 ? media.get(0) : media).toString());
    }
    return new Prompt(index, asked(texts.get(0).get("text").asText(), media), 3, tokens)
        .with(extras);
  }

  /** What was asked for where the tool puts words around it, or drops it. */
  private static String asked(String text, ArrayNode media) {
    Matcher question = QUESTION.matcher(text);
    if (question.matches()) {
      return question.group(1);
    }
    boolean dropped =
        !media.isEmpty() && (text.isEmpty() || text.equals("Represent the given image."));
    return dropped ? "dropped" : text;
  }

  private static Audio audio(String body) {
    Matcher name = Pattern.compile("filename=\"(.*?)\"").matcher(body);
    Matcher type = Pattern.compile("Content-Type: (audio/.*)").matcher(body);
    Matcher size = SOUND.matcher(body);
    assertThat(name.find() && type.find() && size.find()).isTrue();
    byte[] bytes = new byte[Integer.parseInt(size.group(1))];
    Arrays.fill(bytes, (byte) '~');
    return new Audio(name.group(1), type.group(1).strip(), bytes, 0.1);
  }

  private static String sound(String body) {
    Matcher size = SOUND.matcher(body);
    return size.replaceAll(found -> "~".repeat(Integer.parseInt(found.group(1))));
  }

  private static String boundary(Map<String, String> headers) {
    String type = headers.getOrDefault("content-type", "");
    return type.contains("boundary=") ? type.replaceAll(".*boundary=", "") : "no boundary";
  }

  private static BenchOptions options(JsonNode command, String version) {
    List<String> words = new ArrayList<>();
    boolean kept = false;
    JsonNode arguments = version.equals("0.11") ? command.path("args_0.11") : command.get("args");
    for (JsonNode word : arguments) {
      kept = word.asText().startsWith("--") ? KEPT.contains(word.asText()) : kept;
      if (kept) {
        words.add(word.asText());
      }
    }
    BenchOptions options = read(ShellWords.join(words), version);
    boolean endless = false;
    for (JsonNode word : arguments) {
      endless |= WITHOUT_END.contains(word.asText());
    }
    return withEnd(options, endless && options.sampling().ignoreEos());
  }

  /** As with another dataset than that of the line. */
  private static BenchOptions withEnd(BenchOptions options, boolean ignoreEos) {
    BenchOptions.Sampling sampling = options.sampling();
    return new BenchOptions(
        options.compat(),
        options.target(),
        options.model(),
        options.dataset(),
        options.load(),
        new BenchOptions.Sampling(ignoreEos, sampling.logprobs(), sampling.extraBody()),
        options.startup(),
        options.timeouts(),
        options.stops(),
        options.figures(),
        options.output(),
        options.evalscope(),
        options.effective());
  }

  private static BenchOptions read(String line, String version) {
    String whole = "vllm bench serve --dataset-name random --random-input-len 8 " + line;
    return new OptionsReader().read(new Sources(whole, Map.of("llm.compat", "vllm-" + version)));
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Map<String, String> headers(JsonNode sent) {
    Map<String, String> headers = new TreeMap<>();
    for (JsonNode header : sent.get("headers")) {
      headers.put(header.get(0).asText(), header.get(1).asText());
    }
    // 0.11 sends this without a key; we send no Authorization then.
    headers.remove("Authorization", "Bearer None");
    return lowerCase(headers);
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    lower.keySet().removeAll(NOT_COMPARED);
    return lower;
  }
}
