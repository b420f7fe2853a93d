package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.EvalscopeOptions.Seed;
import llmbench.options.ToolVersion;
import llmbench.options.Transport;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.options.dataset.FixedPromptOptions;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.given.Sources;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What command lines and settings of evalscope become. */
class EvalscopeReaderTest {

  private static final String REFERENCE =
      "evalscope perf --parallel 50 --number 500 --log-every-n-query 500"
          + " --model Qwen2.5-0.5B-Instruct --url http://127.0.0.1:8801/v1/chat/completions"
          + " --api openai --dataset random --max-tokens 100 --prefix-length 0"
          + " --min-prompt-length 100 --max-prompt-length 100 --tokenizer-path PATH"
          + " --extra-args '{\"ignore_eos\": true}'";

  private static final String PERF = "evalscope perf --model m --prompt p ";
  private static final EvalscopeRandomOptions HUNDRED =
      new EvalscopeRandomOptions(new Range(100, 100), 0, 1, 0);

  @TempDir Path folder;

  /** Its default would say something of a run that has nothing to do with it. */
  @Test
  void whatOnlyAnotherDatasetLooksAtIsNotKept() {
    String line = "evalscope perf --model m --url http://h:1/v1/chat/completions --dataset ";
    assertThat(Reading.bench(line + "random --tokenizer-path bundled").effective())
        .containsKey("dataset-offset");
    assertThat(Reading.bench(line + "openqa --dataset-path questions").effective())
        .doesNotContainKey("dataset-offset");
  }

  @Test
  void theReferencesCommandLineIsTakenAsItIsInBothVersions() {
    BenchOptions newer = Reading.bench(REFERENCE);
    BenchOptions older = Reading.both(REFERENCE, "compat", "evalscope-1.1");
    assertThat(newer.compat()).isEqualTo(ToolVersion.EVALSCOPE_1_14);
    assertThat(older.compat()).isEqualTo(ToolVersion.EVALSCOPE_1_1);
    for (BenchOptions options : List.of(newer, older)) {
      EvalscopeOptions evalscope = options.evalscope().orElseThrow();
      assertThat(options.target())
          .isEqualTo(
              new BenchOptions.Target(
                  false,
                  URI.create("http://127.0.0.1:8801"),
                  "/v1/chat/completions",
                  Backend.OPENAI_CHAT,
                  Map.of(),
                  Transport.DIRECT));
      assertThat(options.model())
          .isEqualTo(new BenchOptions.Model("Qwen2.5-0.5B-Instruct", null, "PATH"));
      assertThat(options.load())
          .isEqualTo(new BenchOptions.Load(OptionalInt.of(50), Optional.empty()));
      assertThat(options.sampling().ignoreEos()).isTrue();
      assertThat(options.dataset().options()).isEqualTo(HUNDRED);
      assertThat(evalscope.number()).isEqualTo(500);
      assertThat(evalscope.chatTemplate()).isTrue();
      assertThat(evalscope.countsTokens()).isTrue();
      assertThat(evalscope.maxTokens()).isEqualTo(new Range(100, 100));
      assertThat(evalscope.seed()).isEqualTo(new Seed(Reading.SEED, Seed.Origin.DRAWN));
      assertThat(evalscope.body())
          .isEqualTo(
              new EvalscopeOptions.Body(
                  "{\"stream\": true, \"temperature\": 0.0}",
                  "{\"ignore_eos\": true}",
                  Optional.empty()));
    }
    assertThat(newer.startup())
        .isEqualTo(
            new BenchOptions.Startup(
                21_600, 0, Duration.ofSeconds(3), Optional.empty(), false, false));
    assertThat(older.startup())
        .isEqualTo(
            new BenchOptions.Startup(
                600, 0, Duration.ofSeconds(3), Optional.empty(), false, false));
    OptionGoldens.assertSame("effective_evalscope_1.14.txt", lines(newer.effective()));
    OptionGoldens.assertSame("effective_evalscope_1.1.txt", lines(older.effective()));
  }

  @Test
  void aVersionAloneIsTheReferenceRunAgainstTheSimulatedServer() {
    BenchOptions options = Reading.properties("compat", "evalscope-1.1");
    assertThat(options.target().simulated()).isTrue();
    assertThat(options.target().endpoint()).isEqualTo("/v1/chat/completions");
    assertThat(options.dataset().options()).isEqualTo(HUNDRED);
    assertThat(options.load().concurrency(500)).isEqualTo(50);
    assertThat(options.effective()).containsEntry("server", "simulated").doesNotContainKey("url");
    BenchOptions real =
        Reading.properties("compat", "evalscope-1.14", "url", "http://h/v1/completions");
    assertThat(real.target().simulated()).isFalse();
    assertThat(real.evalscope().orElseThrow().chatTemplate()).isFalse();
  }

  @Test
  void onlyEvalscopesRunsHaveItsPart() {
    assertThat(Reading.bench("vllm bench serve").evalscope()).isEmpty();
    assertThat(Reading.properties("parallel", "3").evalscope()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evalscope perf --model m --prompt p -n 3",
        "$ evalscope perf --model m --prompt p --number=3",
        "/opt/venv/bin/evalscope perf --model m --prompt p --numb 3",
        "python3 -m evalscope.perf.main --model m --prompt p -n 3",
        "uvx evalscope perf --model m --prompt p -n 9 -n 3",
        "evalscope \\\n  perf --model m --prompt p -n 3 \n"
      })
  void theProgramMayBeStartedInAnyWay(String line) {
    assertThat(Reading.bench(line).evalscope().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void eitherToolsNameIsTakenAndGoesOverTheLine() {
    BenchOptions options =
        Reading.both(
            REFERENCE,
            "max-concurrency",
            "7",
            "num_prompts",
            "8",
            "tokenizer",
            "T",
            "random-output-len",
            "9",
            "random-prefix-len",
            "4",
            "num-warmups",
            "2",
            "extra-body",
            "{}",
            "header",
            "A=b");
    EvalscopeOptions evalscope = options.evalscope().orElseThrow();
    assertThat(options.load().concurrency(99)).isEqualTo(7);
    assertThat(evalscope.number()).isEqualTo(8);
    assertThat(options.model().tokenizer()).isEqualTo("T");
    assertThat(evalscope.maxTokens()).isEqualTo(new Range(9, 9));
    assertThat(options.dataset().options())
        .isEqualTo(new EvalscopeRandomOptions(new Range(100, 100), 4, 1, 0));
    assertThat(evalscope.warmups()).isEqualTo(2);
    assertThat(evalscope.body().extraArgs()).isEqualTo("{}");
    assertThat(options.target().headers()).isEqualTo(Map.of("A", "b"));
    BenchOptions vllm =
        Reading.both(
            "vllm bench serve --max-concurrency 1",
            "parallel",
            "7",
            "number",
            "8",
            "max_tokens",
            "9",
            "tokenizer-path",
            "T",
            "num-prompts",
            "8");
    assertThat(vllm.load().concurrency(99)).isEqualTo(7);
    assertThat(vllm.dataset().prompts()).isEqualTo(8);
    assertThat(((RandomOptions) vllm.dataset().options()).outputLen()).isEqualTo(9);
    assertThat(vllm.model().tokenizer()).isEqualTo("T");
  }

  /** 1.14 as its {@code Arguments} resolves them; 1.1 takes them as they are. */
  @ParameterizedTest
  @CsvSource({
    "http://h:1/v1/chat/completions, /v1/chat/completions, true, /v1/chat/completions, true",
    "http://h:1/v1/chat/completions/, /v1/chat/completions/, true, /v1/chat/completions/, true",
    "http://h:1/v1, /v1/chat/completions, true, /v1, false",
    "http://h:1/v1/, /v1/chat/completions, true, /v1/, false",
    "http://h:1, /chat/completions, true, /, false",
    "http://h:1/v1/completions, /v1/completions, false, /v1/completions, false",
    "http://h:1/x?v=1, /x/chat/completions?v=1, true, /x?v=1, false",
    "http://h:1/mycompletions, /mycompletions/chat/completions, true, /mycompletions, false"
  })
  void urlsAreResolvedAsTheVersionDoes(
      String url, String newer, boolean newerChats, String older, boolean olderChats) {
    BenchOptions of114 = Reading.bench(PERF + "--url " + url);
    BenchOptions of11 = Reading.both(PERF + "--url " + url, "compat", "evalscope-1.1");
    assertThat(of114.target().baseUrl()).isEqualTo(URI.create("http://h:1"));
    assertThat(of114.target().endpoint()).isEqualTo(newer);
    assertThat(of114.evalscope().orElseThrow().chatTemplate()).isEqualTo(newerChats);
    assertThat(of11.target().endpoint()).isEqualTo(older);
    assertThat(of11.evalscope().orElseThrow().chatTemplate()).isEqualTo(olderChats);
    assertThat(of114.effective()).containsEntry("url", "http://h:1" + newer.replace("v=1", "***"));
  }

  @Test
  void tokenIdsGoToTheCompletionsBesideAChat() {
    BenchOptions options =
        Reading.bench(
            PERF + "--tokenize-prompt --tokenizer-path T --url http://h/v1/chat/completions/");
    assertThat(options.target().endpoint()).isEqualTo("/v1/completions");
    assertThat(options.target().backend()).isEqualTo(Backend.OPENAI);
    assertThat(options.evalscope().orElseThrow().chatTemplate()).isTrue();
  }

  @Test
  void aSeedIsSentADrawnOneOrOursIsNotAndEachIsKept() {
    BenchOptions given = Reading.bench(PERF + "--seed 5");
    assertThat(given.evalscope().orElseThrow().seed()).isEqualTo(new Seed(5, Seed.Origin.GIVEN));
    assertThat(given.evalscope().orElseThrow().body().parameters()).contains("\"seed\": 5");
    assertThat(given.effective()).containsEntry("seed", "5").doesNotContainKey("prompt-seed");
    BenchOptions drawn = Reading.bench(PERF);
    assertThat(drawn.effective())
        .containsEntry("prompt-seed", "3735928559")
        .doesNotContainKey("seed");
    BenchOptions again =
        Reading.both(PERF, "prompt-seed", drawn.effective().getOrDefault("prompt-seed", ""));
    assertThat(again.evalscope().orElseThrow().seed())
        .isEqualTo(new Seed(Reading.SEED, Seed.Origin.REPEATED));
    assertThat(again.effective()).isEqualTo(drawn.effective());
    assertThat(again.evalscope().orElseThrow().body().parameters()).doesNotContain("seed");
    BenchOptions both = Reading.both(PERF + "--seed 5", "prompt-seed", "6");
    assertThat(both.evalscope().orElseThrow().seed().value()).isEqualTo(6);
    assertThat(both.effective()).containsEntry("seed", "5").containsEntry("prompt-seed", "6");
  }

  @Test
  void withoutATestSeamTheDrawnSeedHas32Bits() {
    BenchOptions options = new OptionsReader().read(new Sources(PERF, Map.of()));
    assertThat(options.evalscope().orElseThrow().seed().value()).isBetween(0L, 0xFFFF_FFFFL);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2.9, 2", "0.1, 5", "0.001, 1", "0.999, 49"})
  void warmUpIsANumberOrAShare(String given, int expected) {
    EvalscopeOptions options =
        Reading.bench(PERF + "--number 50 --warmup-num " + given).evalscope().orElseThrow();
    assertThat(options.warmups()).isEqualTo(expected);
  }

  @Test
  void timeoutsOfZeroAndNoneAreNoLimit() {
    BenchOptions newer = Reading.bench(PERF + "--read-timeout 0");
    assertThat(newer.evalscope().orElseThrow().connection())
        .isEqualTo(new EvalscopeOptions.Connection(true, 21_600));
    assertThat(newer.timeouts())
        .isEqualTo(
            new BenchOptions.Timeouts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofHours(6))));
    BenchOptions older =
        Reading.both(PERF + "--no-test-connection --read-timeout 5", "compat", "evalscope-1.1");
    assertThat(older.evalscope().orElseThrow().connection())
        .isEqualTo(new EvalscopeOptions.Connection(true, 600));
    assertThat(older.timeouts())
        .isEqualTo(
            new BenchOptions.Timeouts(
                Optional.of(Duration.ofMinutes(10)),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(5)),
                Optional.empty()));
    BenchOptions untested = Reading.bench(PERF + "--no-test-connection");
    assertThat(untested.evalscope().orElseThrow().connection().test()).isFalse();
    assertThat(untested.startup().readyCheckTimeoutSec()).isZero();
  }

  @Test
  void parametersComeInTheOrderOfTheBody() {
    EvalscopeOptions options =
        Reading.bench(
                PERF
                    + "--top-k 5 --top-p .9 --temperature 1 --stop-token-ids 1 2 --no-stream --stop"
                    + " --seed 1 --n-choices 2 --logprobs --repetition-penalty 1"
                    + " --frequency-penalty 1e-5 --min-tokens 3")
            .evalscope()
            .orElseThrow();
    assertThat(options.body().parameters())
        .isEqualTo(
            "{\"min_tokens\": 3, \"frequency_penalty\": 1e-05, \"repetition_penalty\": 1.0,"
                + " \"logprobs\": true, \"n\": 2, \"seed\": 1, \"stop\": [], \"stream\": false,"
                + " \"stop_token_ids\": [\"1\", \"2\"], \"temperature\": 1.0, \"top_p\": 0.9,"
                + " \"top_k\": 5}");
  }

  /** What users of the tool write; each option's own effect is tested beside its room. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--dataset random --prefix-length 3 --prefix-count 2 --min-prompt-length 40"
            + " --max-prompt-length 50 --tokenizer-path T --tokenize-prompt",
        "--dataset openqa --dataset-path questions --max-prompt-length 50 --no-stream",
        "--dataset line_by_line --dataset-path lines.txt --no-apply-chat-template --prompt p",
        "--prompt hello --query-template {} --apply-chat-template --max-tokens 5 --seed 1"
      })
  void everyOptionThatIsHonouredGoesIntoOneLine(String prompts) {
    String line =
        "evalscope perf --model m --url http://h/v1/chat/completions --api openai --parallel 2"
            + " --number 3 --max-tokens 4 9 --min-tokens 2 --extra-args {} --temperature 1"
            + " --top-p .9 --top-k 5 --stop a b --stop-token-ids 1 --n-choices 1 --logprobs"
            + " --api-key k --frequency-penalty 1 --repetition-penalty 1 --headers A=b --stream"
            + " --connect-timeout 1 --read-timeout 2 --total-timeout 3 --warmup-num 1"
            + " --log-every-n-query 5 --name n --outputs-dir o --no-timestamp --debug ";
    BenchOptions options = Reading.bench(line + prompts);
    assertThat(options.load().concurrency(9)).isEqualTo(2);
    assertThat(options.effective()).containsEntry("name", "n").containsEntry("number", "3");
  }

  @Test
  void promptsAsLongAsTheToolMakesThemByDefaultAreSaid() {
    String line = "evalscope perf --model m --dataset random";
    assertThat(Reading.bench(line).dataset().options().caution())
        .contains(
            "Prompts of up to 131,072 tokens: that is evalscope's default; --max-prompt-length sets"
                + " another");
    String shorter = line + " --max-prompt-length 100";
    assertThat(Reading.bench(shorter).dataset().options().caution()).isEmpty();
    String one = line + " --prompt hello";
    assertThat(Reading.bench(one).dataset().options().caution()).isEmpty();
  }

  @Test
  void filesBehindAnAtAreRead() throws Exception {
    Path prompt = Files.writeString(folder.resolve("p.txt"), "one\r\ntwo\n");
    Path template = Files.writeString(folder.resolve("t.json"), "{\"é\": 1}");
    BenchOptions options =
        Reading.bench(
            "evalscope perf --model m --prompt @" + prompt + " --query-template @" + template);
    assertThat(options.dataset().options()).isEqualTo(new FixedPromptOptions("one\ntwo\n"));
    assertThat(options.evalscope().orElseThrow().body().queryTemplate()).contains("{\"é\": 1}");
  }

  @Test
  void secretsAreSentAndShownNowhere() {
    BenchOptions options =
        Reading.bench(PERF + "--api-key s3cret1 --headers X-Token=s3cret2 Authorization=s3cret3");
    assertThat(options.target().headers())
        .isEqualTo(Map.of("X-Token", "s3cret2", "Authorization", "Bearer s3cret1"));
    assertThat(options.effective())
        .containsEntry("api-key", "***")
        .containsEntry("headers", "'X-Token=***' 'Authorization=***'");
    assertThat(options.toString()).doesNotContain("s3cret");
    BenchOptions inUrl = Reading.bench(PERF + "--url http://me:s3cret@h/v1/completions");
    assertThat(inUrl.target().headers()).containsKey("Authorization");
    assertThat(inUrl.effective()).containsEntry("url", "http://h/v1/completions");
    assertThat(inUrl.toString()).doesNotContain("s3cret");
  }

  @Test
  void whatReportsTakeMayBeSetButIsOnNoCommandLine() {
    BenchOptions options =
        Reading.both(PERF, "goodput", "ttft:200", "save-result", "", "metadata", "a=b");
    assertThat(options.figures().goodput()).isEqualTo(Map.of("ttft", 200.0));
    assertThat(options.output().saveResult()).isTrue();
    assertThat(options.output().metadata()).isEqualTo(Map.of("a", "b"));
    assertThat(options.effective()).containsEntry("goodput", "ttft:200");
  }

  private static String lines(Map<String, String> given) {
    StringBuilder text = new StringBuilder();
    given.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }
}
