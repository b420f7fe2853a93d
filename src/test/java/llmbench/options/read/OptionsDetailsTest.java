package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import llmbench.options.BenchOptions;
import llmbench.options.ProgressForm;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.given.Sources;
import llmbench.options.syntax.Escapes;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What single options become. */
class OptionsDetailsTest {

  private static final String SERVE = "vllm bench serve ";

  @Test
  void samplingOptionsComeInTheToolsOrderAndTheExtraBodyGoesOverThem() {
    String line =
        SERVE
            + "--repetition-penalty 1.1 --temperature 0 --top-k 5 --top-p .9 --min-p 1e-5"
            + " --extra-body '{\"top_p\": 1, \"x\": {\"é\": [true, null, 1e22, \"a\\nb\"]}}'"
            + " --presence-penalty 2 --frequency-penalty -1";
    assertThat(Reading.bench(line).sampling().extraBody())
        .isEqualTo(
            "{\"top_p\": 1, \"top_k\": 5, \"min_p\": 1e-05, \"temperature\": 0.0,"
                + " \"frequency_penalty\": -1.0, \"presence_penalty\": 2.0,"
                + " \"repetition_penalty\": 1.1,"
                + " \"x\": {\"\\u00e9\": [true, null, 1e+22, \"a\\nb\"]}}");
  }

  @Test
  void theOlderVersionIsGreedyUnlessToldOtherwise() {
    assertThat(extra11("--top-k 5")).isEqualTo("{\"top_k\": 5, \"temperature\": 0.0}");
    assertThat(extra11("--temperature 0.7 --top-k 5"))
        .isEqualTo("{\"top_k\": 5, \"temperature\": 0.7}");
  }

  @Test
  void theExtraBodyMayBeGivenKeyByKey() {
    String line = SERVE + "--extra-body.chat_template_kwargs.enable_thinking false";
    assertThat(Reading.bench(line).sampling().extraBody())
        .isEqualTo("{\"chat_template_kwargs\": {\"enable_thinking\": false}}");
  }

  @Test
  void baseUrlGoesBeforeHostAndPortAndLosesItsLastSlash() {
    BenchOptions options = Reading.bench(SERVE + "--host h --port 1 --base-url https://a_b:9/x/");
    assertThat(options.target().baseUrl()).isEqualTo(URI.create("https://a_b:9/x"));
    assertThat(options.effective())
        .containsEntry("base-url", "https://a_b:9/x")
        .doesNotContainKeys("host", "port");
  }

  @Test
  void addressesOfIpV6GetBrackets() {
    assertThat(Reading.bench(SERVE + "--host ::1 --port 9").target().baseUrl())
        .isEqualTo(URI.create("http://[::1]:9"));
    assertThat(Reading.bench(SERVE + "--base-url http://[fe80::1]:9").target().baseUrl())
        .isEqualTo(URI.create("http://[fe80::1]:9"));
  }

  @Test
  void credentialsInTheUrlBecomeAHeaderAndAreNowhereElse() {
    BenchOptions options = Reading.bench(SERVE + "--base-url http://me:s%40crt@h:1");
    assertThat(options.target().baseUrl()).isEqualTo(URI.create("http://h:1"));
    assertThat(options.target().headers()).isEqualTo(Map.of("Authorization", "Basic bWU6c0BjcnQ="));
    assertThat(options.effective()).containsEntry("header", "'Authorization=***'");
    assertThat(options.toString()).doesNotContain("s@crt", "s%40crt", "bWU6");
  }

  @Test
  void headersKeepTheirOrderAndSensitiveValuesAreHidden() {
    BenchOptions options =
        Reading.bench(SERVE + "--header 'X-A= b c ' X-Api-Key=k1 My-Token=k2 cookie=k3 X-A2=");
    assertThat(options.target().headers().toString())
        .isEqualTo("{X-A=b c, X-Api-Key=k1, My-Token=k2, cookie=k3, X-A2=}");
    assertThat(options.effective().get("header"))
        .isEqualTo("'X-A=b c' 'X-Api-Key=***' 'My-Token=***' 'cookie=***' X-A2=");
    assertThat(options.toString()).doesNotContain("k1", "k2", "k3");
  }

  @Test
  void rangesMayDifferForInputAndOutputFrom032On() {
    assertThat(Reading.bench(SERVE + "--random-range-ratio 0.3").dataset())
        .isEqualTo(new BenchOptions.Dataset(1000, 0, new RandomOptions(1024, 128, 0.3, 0.3, 0)));
    String both = SERVE + "--random-range-ratio '{\"input\": 0.1, \"output\": 0}'";
    assertThat(Reading.bench(both).dataset())
        .isEqualTo(new BenchOptions.Dataset(1000, 0, new RandomOptions(1024, 128, 0.1, 0, 0)));
  }

  @Test
  void figuresKeepTheirOrder() {
    BenchOptions options =
        Reading.bench(
            SERVE
                + "--percentile-metrics e2el,ttft,nonsense --metric-percentiles 99.9,50"
                + " --goodput tpot:10 ttft:2e2");
    assertThat(options.figures().metrics()).containsExactly("e2el", "ttft", "nonsense");
    assertThat(options.figures().percentiles()).containsExactly(99.9, 50.0);
    assertThat(options.figures().goodput().toString()).isEqualTo("{tpot=10.0, ttft=200.0}");
    assertThat(options.effective()).containsEntry("goodput", "tpot:10 ttft:2e2");
  }

  @Test
  void outputsAreTakenOver() {
    BenchOptions.Output output =
        Reading.bench(
                SERVE
                    + "--save-result --append-result --result-dir out --result-filename r.json"
                    + " --metadata a=b 'c = d e' --label L --request-id-prefix p- --disable-tqdm")
            .output();
    assertThat(output.resultDir()).contains(Path.of("out"));
    assertThat(output.resultFilename()).contains("r.json");
    assertThat(output.metadata().toString()).isEqualTo("{a=b, c=d e}");
    assertThat(output.requestIdPrefix()).isEqualTo("p-");
    assertThat(List.of(output.saveResult(), output.saveDetailed(), output.appendResult()))
        .containsExactly(true, false, true);
    assertThat(output.progress()).isEqualTo(ProgressForm.OFF);
  }

  @Test
  void progressIsShownAsItIsAskedForUnlessTheToolsLineWantsNone() {
    assertThat(Reading.bench(SERVE).output().progress()).isEqualTo(ProgressForm.AUTOMATIC);
    assertThat(Reading.properties("progress", "lines").output().progress())
        .isEqualTo(ProgressForm.LINES);
    assertThat(Reading.both(SERVE, "progress", "line").output().progress())
        .isEqualTo(ProgressForm.LINE);
    assertThat(Reading.both(SERVE + "--disable-tqdm", "progress", "line").output().progress())
        .isEqualTo(ProgressForm.OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vllm bench serve --seed 3",
        "$ vllm bench serve --seed 3",
        "/opt/venv/bin/vllm bench serve --seed=3",
        "python3 -m vllm.entrypoints.cli.main bench serve --seed 3",
        "uv run vllm bench serve --seed 3",
        "python benchmarks/benchmark_serving.py --seed 3",
        "bench serve --seed 3",
        "--seed 3",
        "vllm bench \\\n  serve \\\n  --seed 3\n"
      })
  void theProgramMayBeStartedInAnyWay(String line) {
    assertThat(Reading.bench(line).dataset().seed()).isEqualTo(3);
  }

  @Test
  void everyEscapeOfAJavaLiteralIsUndoneOnce() {
    assertThat(Escapes.ofJavaLiteral("a\\u00e9\\ud83d\\ude00 \\u0041 \\\"x\\\" \\'y\\' \\t|\\n"))
        .isEqualTo("aé😀 A \"x\" 'y' \t|\n");
    assertThat(Escapes.ofJavaLiteral("\\\\u00e9 \\\\\\u00e9 C:\\\\new \\u12 \\"))
        .isEqualTo("\\u00e9 \\é C:\\new u12 \\");
  }

  @Test
  void aGatlingThatIsStartedWithoutThePluginPassesBackslashesOnAsTheyAre() {
    assertThat(Reading.properties("label", "\\u00e9").output().label()).isEqualTo("\\u00e9");
    assertThat(Reading.bench(SERVE + "--label '\\u00e9'").output().label()).isEqualTo("\\u00e9");
  }

  private static String extra11(String options) {
    return Reading.both(SERVE + options, "compat", "vllm-0.11").sampling().extraBody();
  }

  /** The first line of the file is what the plugin made of the second. */
  @Test
  void whatGatlingsPluginPassesOnIsTheLineThatWasGiven() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("src/test/resources/golden/options/gatling_plugin.txt"));
    Properties passedOn = new Properties();
    passedOn.setProperty("bench", lines.get(0));
    Sources sources = Sources.ofGatlingPlugin(passedOn);
    assertThat(sources.bench()).isEqualTo(lines.get(1));
    BenchOptions options = new OptionsReader().read(sources);
    assertThat(options.sampling().extraBody()).contains("4f60");
    assertThat(options.output().metadata()).containsEntry("gpu", "A 100").containsEntry("tp", "2");
    assertThat(options.output().label()).isEqualTo("é🙂");
  }
}
