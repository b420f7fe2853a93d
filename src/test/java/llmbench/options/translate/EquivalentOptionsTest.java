package llmbench.options.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.FlagNames;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dllm.FLAG} by the name that the other tool has for it. */
class EquivalentOptionsTest {

  private static final String VLLM = "vllm bench serve --model m ";
  private static final String PERF = "evalscope perf --model m --dataset random ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "http://h:9/v1/chat/completions, http://h:9, /v1/chat/completions, openai-chat",
    "http://h:9/v1/completions, http://h:9, /v1/completions, openai",
    "https://h/v1, https://h, /v1/chat/completions, openai-chat"
  })
  void evalscopesUrlIsVllmsBaseUrlEndpointAndBackend(
      String url, String base, String endpoint, String backend) {
    BenchOptions options = Reading.both(VLLM + "--host x --port 1 --endpoint /x", "url", url);
    assertThat(options.target().baseUrl()).hasToString(base);
    assertThat(options.target().endpoint()).isEqualTo(endpoint);
    assertThat(options.effective())
        .containsEntry("backend", backend)
        .containsEntry("base-url", base);
    assertThat(Reading.properties("url", url).target().simulated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "host, h, http://h:8877, /v1/chat/completions",
    "host, ::1, http://[::1]:8877, /v1/chat/completions",
    "port, 9, http://127.0.0.1:9, /v1/chat/completions",
    "base-url, https://h/p/, https://h, /p/v1/chat/completions",
    "endpoint, /v1/completions, http://127.0.0.1:8877, /v1/completions"
  })
  void partsOfVllmsAddressReplaceThatPartOfEvalscopesUrl(
      String name, String value, String server, String endpoint) {
    BenchOptions options = Reading.both(PERF, name, value);
    assertThat(options.target().baseUrl()).hasToString(server);
    assertThat(options.target().endpoint()).isEqualTo(endpoint);
  }

  @Test
  void partsOfAnAddressGoTogetherOverTheUrlOfTheLine() {
    String line = PERF + "--url https://me:secret@a:1/v1/chat/completions";
    BenchOptions options =
        Reading.both(line, "host", "b", "port", "02", "endpoint", "/x/completions");
    assertThat(options.effective()).containsEntry("url", "https://b:2/x/completions");
    assertThat(options.target().headers()).as("credentials are another host's").isEmpty();
    BenchOptions prefixed =
        Reading.both(line, "base-url", "http://b/p", "endpoint", "/v1/completions");
    assertThat(prefixed.effective()).containsEntry("url", "http://b/p/v1/completions");
  }

  /** Some readers take what stands before the mark for the server, and the rest for a path. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://secret:p?w@host:8000",
        "http://secret:p#w@host:8000",
        "http://secret:p/w@host:8000",
        "http://secret:p w@host:8000",
        "http://secret:p%w@host:8000",
        "http://secret:p@w@host:8000",
        "http://secret:1?w@host:8000",
        "http://secret?er@host:8000",
        "http://secret#er@host:8000",
        "http://secret?er@host:8000/v1/completions",
        "http://secret er@host:8000"
      })
  void credentialsThatMightBeReadAsAHostAreRefusedUnderEveryName(String url) {
    String why =
        "; in credentials, before the @, write / ? # @ % and blanks percent-encoded, such as %3F"
            + " for ?";
    for (String compat : List.of("vllm-0.32", "vllm-0.11", "evalscope-1.14", "evalscope-1.1")) {
      assertThat(Reading.problems(new Sources(null, Reading.map("compat", compat, "url", url))))
          .endsWith("  1. -Dllm.url: expected an http or https URL" + why);
      assertThat(
              Reading.problems(new Sources(null, Reading.map("compat", compat, "base-url", url))))
          .endsWith(
              "  1. -Dllm.base-url: expected an http or https URL without query, such as"
                  + " https://host:8000/prefix"
                  + why);
    }
  }

  @Test
  void credentialsThatArePercentEncodedGoToTheirHostUnderEveryName() {
    String encoded = "http://u:p%3Fw%23%2F%40%25%20@host:8000";
    for (String compat : List.of("vllm-0.32", "evalscope-1.14")) {
      for (String name : List.of("url", "base-url")) {
        BenchOptions.Target target = Reading.properties("compat", compat, name, encoded).target();
        assertThat(target.baseUrl()).hasToString("http://host:8000");
        assertThat(target.headers())
            .containsEntry("Authorization", "Basic " + base64("u:p?w#/@% "));
      }
    }
    String query = "http://host/v1/completions?mail=a@b";
    assertThat(Reading.properties("compat", "evalscope-1.1", "url", query).target().endpoint())
        .as("behind a path an @ is nothing special")
        .isEqualTo("/v1/completions?mail=a@b");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void onlyAnAddressLeadsAwayFromTheSimulatedServer() {
    String[] compat = {"compat", "evalscope-1.14"};
    assertThat(simulated(compat, "endpoint", "/v1/completions")).isTrue();
    assertThat(simulated(compat, "port", "9")).isFalse();
    assertThat(simulated(compat, "base-url", "http://h")).isFalse();
  }

  @Test
  void aFieldOfTheBodyGoesIntoTheOtherToolsJson() {
    BenchOptions evalscope =
        Reading.both(
            PERF + "--extra-args '{\"a\": 1, \"min_p\": 1}'",
            "ignore-eos",
            "",
            "min-p",
            ".5",
            "presence-penalty",
            "1");
    assertThat(evalscope.evalscope().orElseThrow().body().extraArgs())
        .isEqualTo("{\"a\": 1, \"min_p\": 0.5, \"ignore_eos\": true, \"presence_penalty\": 1.0}");
    BenchOptions off =
        Reading.properties("compat", "evalscope-1.14", "ignore-eos", "false", "seed", "1");
    assertThat(off.evalscope().orElseThrow().body().extraArgs()).isEqualTo("{}");
    BenchOptions vllm =
        Reading.both(
            VLLM,
            "min-tokens",
            "3",
            "n-choices",
            "2",
            "stop",
            "a 'b c'",
            "stop-token-ids",
            "7",
            "extra-args",
            "{\"x\": 1}");
    assertThat(vllm.sampling().extraBody())
        .isEqualTo(
            "{\"x\": 1, \"min_tokens\": 3, \"n\": 2, \"stop\": [\"a\", \"b c\"],"
                + " \"stop_token_ids\": [\"7\"]}");
  }

  @Test
  void theOlderVllmKnowsIgnoreEosAlone() {
    BenchOptions options =
        Reading.both(VLLM, "compat", "vllm-0.11", "extra-args", "{\"ignore_eos\": true}");
    assertThat(options.sampling().ignoreEos()).isTrue();
    assertThat(options.sampling().extraBody()).isEqualTo("{\"temperature\": 0.0}");
  }

  @Test
  void aPromptLengthIsTakenWhereNoTemplateIsCounted() {
    BenchOptions evalscope =
        Reading.both(PERF + "--url http://h/v1/completions", "random-input-len", "70");
    assertThat(evalscope.dataset().options())
        .isEqualTo(new EvalscopeRandomOptions(new EvalscopeOptions.Range(70, 70), 0, 1, 0));
    BenchOptions vllm = Reading.both(VLLM, "min-prompt-length", "70", "max-prompt-length", "70");
    assertThat(((RandomOptions) vllm.dataset().options()).inputLen()).isEqualTo(70);
  }

  @Test
  void whatSaysWhatIsDoneInAnyCaseIsTaken() {
    BenchOptions vllm =
        Reading.both(VLLM, "api", "openai", "stream", "", "rate", "-1", "dataset", "random");
    assertThat(vllm.effective()).isEqualTo(Reading.bench(VLLM).effective());
    String[] values = {"request-rate", "Infinity", "burstiness", "1", "dataset-name", "random"};
    assertThat(Reading.both(PERF, values).effective()).isEqualTo(Reading.bench(PERF).effective());
  }

  @Test
  void twoNamesWithOneValueAreFine() {
    BenchOptions options =
        Reading.both(
            PERF,
            "url",
            "http://h:80/v1/completions",
            "base-url",
            "http://h/",
            "host",
            "h",
            "port",
            "80",
            "endpoint",
            "/v1/completions",
            "ignore-eos",
            "",
            "extra-args",
            "{\"ignore_eos\": true}",
            "parallel",
            "5",
            "max-concurrency",
            "05");
    assertThat(options.effective()).containsEntry("url", "http://h:80/v1/completions");
    assertThat(options.load().concurrency(9)).isEqualTo(5);
    BenchOptions vllm =
        Reading.both(
            VLLM,
            "url",
            "http://h/p/v1/completions",
            "base-url",
            "http://h/p",
            "endpoint",
            "/v1/completions",
            "host",
            "h",
            "random-input-len",
            "7",
            "min-prompt-length",
            "7",
            "max-prompt-length",
            "7");
    assertThat(vllm.effective())
        .containsEntry("base-url", "http://h/p")
        .containsEntry("endpoint", "/v1/completions");
  }

  @Test
  void hostsAreTheSameInAnyCase() {
    String line = PERF + "--url http://me:secret@Host.Lan:9/v1/completions";
    assertThat(Reading.both(line, "host", "host.LAN").target().headers())
        .as("the same host keeps its credentials")
        .containsKey("Authorization");
    BenchOptions perf =
        Reading.both(
            PERF,
            "url",
            "http://Host/v1/completions",
            "host",
            "hosT",
            "base-url",
            "HTTP://host:80");
    assertThat(perf.effective()).containsEntry("url", "http://Host/v1/completions");
    String[] names = {"url", "http://Host/p/v1/completions", "base-url", "http://host:80/p/"};
    BenchOptions vllm = Reading.both(VLLM + "--host x", names);
    assertThat(vllm.effective())
        .containsEntry("base-url", "http://host:80/p")
        .containsEntry("endpoint", "/v1/completions");
    assertThat(Reading.both(VLLM, "url", "http://[FE80::1]/v1/completions", "host", "fe80::1"))
        .extracting(options -> options.target().endpoint())
        .isEqualTo("/v1/completions");
  }

  @Test
  void aHigherPlaceReplacesALowerOneUnderEitherName() throws Exception {
    Path file = Files.writeString(folder.resolve("run.conf"), "url=http://a:1/v1\nparallel=3\n");
    BenchOptions options =
        Reading.properties(
            "config",
            file.toString(),
            "compat",
            "evalscope-1.14",
            "host",
            "b",
            "max-concurrency",
            "4");
    assertThat(options.effective()).containsEntry("url", "http://b:1/v1/chat/completions");
    assertThat(options.load().concurrency(9)).isEqualTo(4);
  }

  @Test
  void everythingThatIsRefusedSaysWhatToGive() throws Exception {
    Path file = folder.resolve("run.conf");
    Files.writeString(file, "num-prompts=5\nnumber=6\nsave-result\n");
    List<String> messages = new ArrayList<>();
    for (String[] each : refused()) {
      messages.add(
          "-Dbench='"
              + each[0]
              + "…' -Dllm."
              + String.join(" ", List.of(each).subList(1, each.length))
              + "\n"
              + Reading.problems(each[0], Arrays.copyOfRange(each, 1, each.length))
              + "\n");
    }
    messages.add(
        Reading.problems(VLLM, "config", file.toString()).replace(file.toString(), "run.conf")
            + "\n");
    assertThat(messages).noneMatch(message -> message.split("\n", 2)[1].contains("secret"));
    OptionGoldens.assertSame("problems_two_names.txt", String.join("\n", messages));
  }

  private static List<String[]> refused() {
    String[][] all = {
      {VLLM, "url", "http://h/v1/completions", "base-url", "http://i", "host", "j", "port", "9"},
      {VLLM, "url", "http://h/v1/completions", "backend", "openai-chat"},
      {VLLM, "url", "http://u:secret@h/v1/embeddings"},
      {VLLM, "url", "h/v1"},
      {
        VLLM, "rate", "5", "dataset", "openqa", "api", "dashscope", "no-stream", "", "number", "1 2"
      },
      {VLLM, "max-tokens", "5 9", "warmup-num", "0.5", "outputs-dir", "x", "name", "n"},
      {VLLM, "min-prompt-length", "5"},
      {VLLM, "min-prompt-length", "5", "max-prompt-length", "6"},
      {VLLM + "--random-range-ratio 0.1", "min-prompt-length", "5", "max-prompt-length", "5"},
      {
        VLLM + "--backend openai-chat --endpoint /v1/chat/completions",
        "min-prompt-length",
        "5",
        "max-prompt-length",
        "5"
      },
      {VLLM, "stop", "a", "extra-body", "{\"stop\": [\"secret\"]}", "min-tokens", "x"},
      {VLLM, "compat", "vllm-0.11", "extra-args", "{\"a\": \"secret\"}", "min-tokens", "3"},
      {VLLM, "compat", "vllm-0.11", "warmup-num", "3"},
      {VLLM, "header", "A=secret", "headers", "A=secret2"},
      {PERF, "base-url", "http://a", "host", "b", "endpoint", "v1"},
      {PERF, "url", "http://a:1/v1/completions", "port", "2", "endpoint", "/v1/chat/completions"},
      {PERF, "random-input-len", "100", "input-len", "90"},
      {PERF, "random-input-len", "100", "min-prompt-length", "90"},
      {PERF + "--dataset line_by_line --dataset-path f", "random-input-len", "100"},
      {PERF, "ignore-eos", "false", "extra-args", "{\"ignore_eos\": true}"},
      {PERF, "min-p", "x", "extra-args", "{\"a\": secret}", "ignore_eos", ""},
      {PERF, "request-rate", "5", "burstiness", "2", "dataset-name", "sharegpt"},
      {PERF, "random-range-ratio", "0.1", "backend", "openai", "served-model-name", "m"},
      {PERF, "logprobs", "5", "temperature", "0", "tokenizer", "a", "tokenizer-path", "b"}
    };
    return List.of(all);
  }

  /** A name that the page says is taken must not end as an unknown one. */
  @ParameterizedTest
  @EnumSource(names = {"VLLM_0_32", "EVALSCOPE_1_14"})
  void everyNameThatThePageSaysIsTakenIsKnown(ToolVersion compat) {
    FlagNames names = FlagNames.ofSettings(compat);
    for (CrossToolOptions.Pair pair : CrossToolOptions.PAIRS) {
      if (pair.kind() != CrossToolOptions.Kind.OWN) {
        for (String name : pair.names(compat.tool().other())) {
          assertThat(names.exactly(name)).as(name).isNotNull();
        }
      }
    }
  }

  private static boolean simulated(String[] compat, String name, String value) {
    return Reading.read(
            new Sources(null, Map.of("llm." + compat[0], compat[1], "llm." + name, value)))
        .target()
        .simulated();
  }
}
