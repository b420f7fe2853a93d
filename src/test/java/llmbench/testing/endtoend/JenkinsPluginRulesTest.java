package llmbench.testing.endtoend;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static java.util.Objects.requireNonNull;
import static llmbench.llm.LlmDsl.llm;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import llmbench.Report;
import llmbench.reporting.FinishedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run directories by the rules of the Jenkins Gatling plugin: those of its GatlingPublisher,
 * SimulationReport, RequestReport, Statistics and ResponseTimeGroup (136.vb_9009b_3d33a_e).
 */
class JenkinsPluginRulesTest {

  private static final String MODEL = "größe-模型";
  private static final String SPOILT = "spoilt";

  /** The server that the simulation asks, which Gatling makes by itself. */
  private static final AtomicReference<SimServer> SERVER = new AtomicReference<>();

  @TempDir Path workspace;
  @TempDir Path archives;

  /** What is archived at the end of a build. */
  private record Archived(String simulation, Path directory, RequestReport report) {}

  @Test
  void aBenchmarkWithFailuresIsArchivedAlthoughGatlingsReportCameLater() throws IOException {
    Instant start = Instant.now();
    Path results = workspace.resolve("target").resolve("gatling");
    Path run;
    try (SimServer server = server(FaultSchedule.at(Map.of(3, fault(), 8, fault(), 9, fault())))) {
      String line =
          "--num-prompts 20 --max-concurrency 4 --random-input-len 8 --random-output-len 5 --model "
              + MODEL;
      run = InProcessRun.run(server, line, Map.of(), results);
    }
    // As in a run that is stopped: ours first.
    assertThat(FinishedRun.report(run, nowhere())).isZero();
    String name = run.getFileName().toString();
    assertThat(gatling("-ro", name, "-rf", results.toString())).isZero();

    Archived archived = archive(start).get(0);
    assertThat(archived.simulation()).isEqualTo("load");
    assertThat(counts(archived)).containsExactly(20L, 17L, 3L);
    assertThat(archived.report().group4.count).isEqualTo(3);
    assertThat(archived.report().group4.percentage).isEqualTo(15);
    isAsGatlingsReport(archived);
    assertThat(archived.directory().resolve("requests.jsonl")).isNotEmptyFile();
    assertThat(Files.readString(archived.directory().resolve("run.json"))).contains(MODEL);
    // The log has a group for each success now, and still agrees with the record.
    JsonNode verdict =
        new ObjectMapper().readTree(archived.directory().resolve("verdict.json").toFile());
    assertThat(verdict.get("doubts").findValuesAsText("name"))
        .contains("failures-present")
        .doesNotContain("log-disagrees");
  }

  @Test
  void aSimulationOfOnesOwnWithNamesInAnyScriptIsArchived() throws IOException {
    Instant start = Instant.now();
    Path results = workspace.resolve("target").resolve("gatling");
    try (SimServer server = server(FaultSchedule.ofPrompt(SPOILT, fault()))) {
      SERVER.set(server);
      assertThat(gatling("-s", Names.class.getName(), "-rf", results.toString())).isZero();
    }
    Path run = GatlingReport.ofOnly(results).directory();
    assertThat(Report.run(new String[] {run.toString()}, nowhere(), nowhere())).isZero();

    Archived archived = archive(start).get(0);
    assertThat(archived.simulation()).isEqualTo("names");
    assertThat(counts(archived)).containsExactly(7L, 5L, 2L);
    GatlingReport gatlings = isAsGatlingsReport(archived);
    // A page each for the user's group and the request.
    assertThat(gatlings.rows()).extracting(GatlingReport.Row::total).containsExactly(7L, 1L, 7L);
  }

  /** A user whose every name has what breaks files that aren't written with care. */
  public static final class Names extends Simulation {

    public Names() {
      setUp(
              scenario("Кунде \"größer\"")
                  .exec(
                      group("Größe & 模型")
                          .on(repeat(5).on(llm(ask("gut"))), repeat(2).on(llm(ask(SPOILT)))))
                  .injectOpen(atOnceUsers(1)))
          .protocols(
              http.baseUrl(requireNonNull(SERVER.get()).baseUrl().toString()).disableWarmUp());
    }

    private static HttpRequestActionBuilder ask(String text) {
      String body =
          """
          {"model": "%s", "max_tokens": 3, "stream": true,
           "messages": [{"role": "user", "content": "%s"}]}"""
              .formatted(MODEL, text);
      return http("Frag „das“ 模型")
          .post("/v1/chat/completions")
          .header("content-type", "application/json")
          .body(StringBody(body));
    }
  }

  private static SimServer server(FaultSchedule faults) {
    SimConfig config =
        SimConfig.of(Timing.Fixed.ofMillis(5, 1)).withModels(List.of(MODEL)).withFaults(faults);
    return SimServer.start(
        config, new TokenizerPromptCounter(Tokenizers.open("bundled", null).tokenizer(), null));
  }

  private static ServerFault fault() {
    return ServerFault.of("http-503");
  }

  private static int gatling(String... arguments) {
    return Gatling$.MODULE$.fromArgs(arguments);
  }

  private static PrintStream nowhere() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** GatlingPublisher.saveFullReports, then SimulationReport. */
  private List<Archived> archive(Instant buildStart) throws IOException {
    return statsBelow(workspace).stream()
        .map(file -> requireNonNull(requireNonNull(file.getParent()).getParent()))
        .filter(folder -> isNewer(folder, buildStart))
        .map(this::archive)
        .toList();
  }

  private static boolean isNewer(Path folder, Instant buildStart) {
    return folder.toFile().lastModified() > buildStart.toEpochMilli();
  }

  private Archived archive(Path folder) {
    String name = folder.getFileName().toString();
    Path copy = archives.resolve(name);
    try {
      copy(folder, copy);
      Path stats = statsBelow(copy).get(0);
      RequestReport report = THE_PLUGINS.readValue(stats.toFile(), RequestReport.class);
      return new Archived(name.substring(0, name.lastIndexOf('-')), copy, report);
    } catch (IOException e) {
      throw new AssertionError("the plugin would fail", e);
    }
  }

  private static List<Path> statsBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("global_stats.json")).toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static List<Long> counts(Archived archived) {
    Statistics requests = requireNonNull(archived.report().numberOfRequests);
    return List.of(requests.total, requests.ok, requests.ko);
  }

  /** Figures that Gatling doesn't estimate are those of its own page beside the file. */
  private static GatlingReport isAsGatlingsReport(Archived archived) throws IOException {
    GatlingReport gatlings = GatlingReport.of(archived.directory());
    GatlingReport.Row all = gatlings.all();
    RequestReport ours = archived.report();
    assertThat(ours.name).isEqualTo(all.name());
    assertThat(counts(archived)).containsExactly(all.total(), all.ok(), all.ko());
    assertThat(ours.minResponseTime.total).isEqualTo(all.min());
    assertThat(ours.maxResponseTime.total).isEqualTo(all.max());
    assertThat(ours.meanResponseTime.total).isEqualTo(all.mean());
    assertThat(ours.standardDeviation.total).isEqualTo(all.deviation());
    assertThat(ours.meanNumberOfRequestsPerSecond.total).isEqualTo(Math.round(all.perSecond()));
    for (Statistics percentile :
        List.of(ours.percentiles1, ours.percentiles2, ours.percentiles3, ours.percentiles4)) {
      assertThat(percentile.total).isBetween(all.min(), all.max());
    }
    List<ResponseTimeGroup> ranges = List.of(ours.group1, ours.group2, ours.group3, ours.group4);
    assertThat(ranges.stream().mapToInt(range -> range.count).sum()).isEqualTo(all.total());
    return gatlings;
  }

  /** As the plugin's own, but that a number with decimals is refused where the plugin cuts it. */
  private static final ObjectMapper THE_PLUGINS =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  /** The plugin's fields; each has to be there. */
  private record RequestReport(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) Statistics numberOfRequests,
      @JsonProperty(required = true) Statistics minResponseTime,
      @JsonProperty(required = true) Statistics maxResponseTime,
      @JsonProperty(required = true) Statistics meanResponseTime,
      @JsonProperty(required = true) Statistics standardDeviation,
      @JsonProperty(required = true) Statistics percentiles1,
      @JsonProperty(required = true) Statistics percentiles2,
      @JsonProperty(required = true) Statistics percentiles3,
      @JsonProperty(required = true) Statistics percentiles4,
      @JsonProperty(required = true) Statistics meanNumberOfRequestsPerSecond,
      @JsonProperty(required = true) ResponseTimeGroup group1,
      @JsonProperty(required = true) ResponseTimeGroup group2,
      @JsonProperty(required = true) ResponseTimeGroup group3,
      @JsonProperty(required = true) ResponseTimeGroup group4) {}

  /** Its names are those that Jackson makes of the plugin's {@code getOK} and {@code getKO}. */
  private record Statistics(
      @JsonProperty(required = true) long total,
      @JsonProperty(required = true) long ok,
      @JsonProperty(required = true) long ko) {}

  private record ResponseTimeGroup(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) int count,
      @JsonProperty(required = true) int percentage) {}
}
