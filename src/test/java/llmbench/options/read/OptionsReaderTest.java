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
import java.util.Properties;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ProgressForm;
import llmbench.options.ToolVersion;
import llmbench.options.Transport;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.given.Sources;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsReaderTest {

  private static final String REFERENCE =
      "vllm bench serve --max-concurrency 50 --num-prompts 500 --host 127.0.0.1 --port 8801"
          + " --backend openai-chat --model Qwen2.5-0.5B-Instruct --dataset-name random"
          + " --random-input-len 100 --random-output-len 100 --tokenizer PATH"
          + " --endpoint /v1/chat/completions --ignore-eos";

  @TempDir Path folder;

  @Test
  void nothingGivenIsTheReferenceRunAgainstTheSimulatedServer() {
    BenchOptions options = Reading.properties();
    assertThat(options)
        .isEqualTo(
            new BenchOptions(
                ToolVersion.standard(),
                new BenchOptions.Target(
                    true,
                    URI.create("http://127.0.0.1:8000"),
                    "/v1/chat/completions",
                    Backend.OPENAI_CHAT,
                    Map.of(),
                    Transport.DIRECT),
                new BenchOptions.Model("Qwen2.5-0.5B-Instruct", null, null),
                new BenchOptions.Dataset(500, 0, new RandomOptions(100, 100, 0, 0, 0)),
                new BenchOptions.Load(OptionalInt.of(50), Optional.empty()),
                new BenchOptions.Sampling(true, OptionalInt.empty(), "{}"),
                new BenchOptions.Startup(
                    0, 0, Duration.ofSeconds(3), Optional.empty(), false, false),
                new BenchOptions.Timeouts(
                    Optional.of(Duration.ofSeconds(10)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Duration.ofHours(6))),
                BenchOptions.StopRules.NONE,
                new BenchOptions.Figures(List.of("ttft", "tpot", "itl"), List.of(99.0), Map.of()),
                options.output(),
                Optional.empty(),
                options.effective()));
    OptionGoldens.assertSame("effective_reference_run.txt", lines(options.effective()));
  }

  @Test
  void theReferencesCommandLineIsTakenAsItIsInBothVersions() {
    BenchOptions newer = Reading.both(REFERENCE, "compat", "vllm-0.32");
    BenchOptions older = Reading.both(REFERENCE, "compat", "vllm-0.11");
    assertThat(newer.target().simulated()).isFalse();
    assertThat(newer.target().baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8801"));
    assertThat(newer.model().tokenizer()).isEqualTo("PATH");
    assertThat(newer.dataset())
        .isEqualTo(new BenchOptions.Dataset(500, 0, new RandomOptions(100, 100, 0, 0, 0)));
    assertThat(older.dataset()).isEqualTo(newer.dataset());
    assertThat(newer.startup())
        .isEqualTo(
            new BenchOptions.Startup(0, 0, Duration.ofSeconds(3), Optional.empty(), false, false));
    assertThat(older.startup())
        .isEqualTo(
            new BenchOptions.Startup(
                600, 0, Duration.ofSeconds(3), Optional.empty(), false, false));
    assertThat(newer.sampling().extraBody()).isEqualTo("{}");
    assertThat(older.sampling().extraBody()).isEqualTo("{\"temperature\": 0.0}");
    assertThat(newer.output().requestIdPrefix()).isEqualTo(Reading.PREFIX);
    assertThat(older.output().requestIdPrefix()).isEqualTo("benchmark-serving");
    OptionGoldens.assertSame("effective_command_line_0.32.txt", lines(newer.effective()));
    OptionGoldens.assertSame("effective_command_line_0.11.txt", lines(older.effective()));
  }

  @Test
  void whatACommandLineLeavesOutHasTheToolsOwnDefault() {
    BenchOptions options = Reading.bench("vllm bench serve");
    assertThat(options.target())
        .isEqualTo(
            new BenchOptions.Target(
                false,
                URI.create("http://127.0.0.1:8000"),
                "/v1/completions",
                Backend.OPENAI,
                Map.of(),
                Transport.DIRECT));
    assertThat(options.model()).isEqualTo(new BenchOptions.Model(null, null, null));
    assertThat(options.dataset())
        .isEqualTo(new BenchOptions.Dataset(1000, 0, new RandomOptions(1024, 128, 0, 0, 0)));
    assertThat(options.load().maxConcurrency()).isEmpty();
    assertThat(options.load().concurrency(1000)).isEqualTo(1000);
    assertThat(options.effective())
        .doesNotContainKeys("model", "max-concurrency", "goodput", "label");
  }

  @Test
  void randomPromptsImplyIgnoreEosFrom032On() {
    assertThat(Reading.bench("vllm bench serve").sampling().ignoreEos()).isTrue();
    assertThat(Reading.both("vllm bench serve", "compat", "vllm-0.11").sampling().ignoreEos())
        .isFalse();
    assertThat(
            Reading.both("vllm bench serve --ignore-eos", "compat", "vllm-0.11")
                .sampling()
                .ignoreEos())
        .isTrue();
  }

  @Test
  void propertiesGoOverTheCommandLineWhichGoesOverTheFile() throws Exception {
    Path file = folder.resolve("run.conf");
    Files.writeString(
        file, "# ours\n\nseed = 1\nnum-prompts=10\n--random_input_len=30\nrandom-output-len=40\n");
    String line = "vllm bench serve --num-prompts 20 --input-len 31";
    BenchOptions options =
        Reading.both(line, "config", file.toString(), "num_prompts", "30", "output-len", "41");
    assertThat(options.dataset())
        .isEqualTo(new BenchOptions.Dataset(30, 1, new RandomOptions(31, 41, 0, 0, 0)));
  }

  @Test
  void theFileMayChooseVersionAndServerAndSwitchOn() throws Exception {
    Path file = folder.resolve("run.conf");
    Files.writeString(
        file, "compat=vllm-0.11\nserver=simulated\nsave-result\ndisable-tqdm=true\nport=9\n");
    BenchOptions options = Reading.properties("config", file.toString());
    assertThat(options.compat()).isEqualTo(ToolVersion.VLLM_0_11);
    assertThat(options.target().simulated()).isTrue();
    assertThat(options.output().saveResult()).isTrue();
    assertThat(options.output().progress()).isEqualTo(ProgressForm.OFF);
  }

  @Test
  void theSimulatedServerIsUsedWithoutLineAndUrlOrWhenAskedFor() {
    assertThat(Reading.properties("seed", "1").target().simulated()).isTrue();
    assertThat(Reading.properties("host", "h").target().simulated()).isFalse();
    assertThat(Reading.properties("port", "1").target().simulated()).isFalse();
    assertThat(Reading.properties("base-url", "http://h").target().simulated()).isFalse();
    assertThat(Reading.bench("vllm bench serve").target().simulated()).isFalse();
    BenchOptions asked = Reading.both("vllm bench serve --port 9", "server", "simulated");
    assertThat(asked.target().simulated()).isTrue();
    assertThat(asked.effective())
        .containsEntry("server", "simulated")
        .doesNotContainKeys("host", "port", "base-url");
  }

  @Test
  void withoutACommandLineTheEndpointFollowsTheBackend() {
    assertThat(Reading.properties("backend", "vllm").target().endpoint())
        .isEqualTo("/v1/completions");
    assertThat(Reading.properties("backend", "vllm").target().backend()).isEqualTo(Backend.OPENAI);
    assertThat(Reading.properties("backend", "vllm").effective()).containsEntry("backend", "vllm");
  }

  @Test
  void switchesMayBeSwitchedOffAgain() {
    String line = "vllm bench serve --ignore-eos --save-result";
    BenchOptions options =
        Reading.both(
            line, "compat", "vllm-0.11", "ignore-eos", "FALSE", "save_detailed", "", "label", "");
    assertThat(options.sampling().ignoreEos()).isFalse();
    assertThat(options.output().saveResult()).isTrue();
    assertThat(options.output().saveDetailed()).isTrue();
    assertThat(options.output().label()).isEmpty();
  }

  @Test
  void aNotHonouredValueMayBeSetBackFromAbove() {
    BenchOptions options =
        Reading.both("vllm bench serve --dataset-name sharegpt", "dataset-name", "random");
    assertThat(options.effective()).containsEntry("dataset-name", "random");
  }

  @Test
  void defaultsOfWhatIsNotHonouredAndHarmlessOptionsAreTaken() {
    BenchOptions options =
        Reading.bench(
            "vllm bench serve --request-rate=inf --burstiness 1 --dataset-name random"
                + " --trust-remote-code --tokenizer-mode hf --custom-output-len 256"
                + " --lora-assignment random --probe-request-rate 0");
    assertThat(options.effective())
        .containsEntry("burstiness", "1.0")
        .doesNotContainKeys("trust-remote-code", "custom-output-len");
  }

  @Test
  void systemPropertiesAreSortedOut() {
    Properties system = new Properties();
    system.setProperty("bench", "vllm bench serve --label \\'\\u6f22 \\u00e9\\' --model a");
    system.setProperty("llm.model", "b");
    system.setProperty("llmx", "no");
    BenchOptions options = Reading.read(Sources.ofGatlingPlugin(system));
    assertThat(options.output().label()).isEqualTo("漢 é");
    assertThat(options.model().id()).isEqualTo("b");
  }

  private static String lines(Map<String, String> given) {
    StringBuilder text = new StringBuilder();
    given.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }
}
