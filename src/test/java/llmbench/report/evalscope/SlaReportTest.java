package llmbench.report.evalscope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.plan.evalscope.Probe;
import llmbench.plan.evalscope.SearchResult;
import llmbench.plan.evalscope.Selection;
import llmbench.plan.evalscope.SlaCondition;
import llmbench.plan.evalscope.SlaGroup;
import llmbench.plan.evalscope.SlaMetric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a search is reported by, against evalscope 1.14's own. */
class SlaReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope/sla_1.14.json");

  /** What each group is about here: any will do. */
  private static final List<SlaMetric> OF_GROUPS =
      List.of(SlaMetric.RPS, SlaMetric.TPS, SlaMetric.AVG_TTFT);

  private static Stream<JsonNode> cases(String with) throws IOException {
    JsonNode cases = JSON.readTree(GOLDEN.toFile()).get("cases");
    return StreamSupport.stream(cases.spliterator(), false).filter(each -> each.has(with));
  }

  static Stream<JsonNode> tables() throws IOException {
    return cases("tables_simple_grid");
  }

  static Stream<JsonNode> summaries() throws IOException {
    return cases("sla_summary_first_entry");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void theTablesAreTheToolsInEveryCharacter(JsonNode golden) {
    assertThat(SlaTables.of(result(golden))).isEqualTo(golden.get("tables_simple_grid").asText());
  }

  /** Groups are known by whether probes keep them: here by a condition of a number each. */
  private static SearchResult result(JsonNode golden) {
    List<Probe> probes = new ArrayList<>();
    int groups = golden.at("/probes/0/4").size();
    for (JsonNode probe : golden.get("probes")) {
      Map<SlaMetric, Double> values = new EnumMap<>(SlaMetric.class);
      for (int group = 0; group < groups; group++) {
        boolean kept = probe.get(4).get(String.valueOf(group + 1)).asBoolean();
        values.put(OF_GROUPS.get(group), kept ? 1.0 : 2.0);
      }
      List<String> reasons = new ArrayList<>();
      probe.get(5).forEach(reason -> reasons.add(reason.asText()));
      String[] counts = probe.get(1).asText().split("/", -1);
      probes.add(
          new Probe(
              probe.get(0).asInt(),
              Long.parseLong(counts[1]),
              Long.parseLong(counts[0]),
              true,
              reasons,
              values));
    }
    List<SlaGroup> kept = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      SlaCondition most = new SlaCondition(SlaCondition.Kind.AT_MOST, 1, "<= 1");
      kept.add(new SlaGroup(Map.of(OF_GROUPS.get(group), most)));
    }
    List<Selection> selections = new ArrayList<>();
    for (JsonNode each : golden.get("selections")) {
      List<String> criteria = new ArrayList<>();
      each.get("criteria")
          .properties()
          .forEach(one -> criteria.add(one.getKey() + " " + one.getValue().asText()));
      JsonNode selected = each.get("selected_value");
      selections.add(
          new Selection(
              String.join(", ", criteria),
              each.get("mode").asText(),
              selected.isNull() ? OptionalInt.empty() : OptionalInt.of(selected.asInt()),
              OptionalDouble.empty(),
              each.get("reason").asText()));
    }
    return new SearchResult(kept, probes, selections);
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void theFileOfAllProbesIsTheToolsInEveryByte(JsonNode golden) throws NoSuchAlgorithmException {
    Map<String, LevelSheet> probes = new LinkedHashMap<>();
    for (JsonNode probe : golden.get("probes")) {
      List<LevelSheet> runs = new ArrayList<>();
      for (int run = 0; run < golden.at("/args/sla_num_runs").asInt(); run++) {
        runs.add(sheet(golden.get("metric_function").asText(), probe.get(0).asInt(), run));
      }
      probes.put("parallel_" + probe.get(0).asInt(), LevelSheet.mean(runs));
    }
    String json = SlaSummaryJson.of(probes);
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(hash))
        .as(json)
        .isEqualTo(golden.get("sla_summary_json_sha256").asText());
    if (golden.has("performance_summary_txt")) {
      ReportedRun run =
          new ReportedRun(
              "M", Optional.empty(), "openqa", "openai", "127.0.0.1:8877", "DIR", false);
      assertThat(withoutPath(PerformanceSummary.of(run, List.copyOf(probes.values())).orElse("")))
          .isEqualTo(withoutPath(golden.get("performance_summary_txt").asText()));
    }
  }

  /** The golden's directory has a name of another length than the one that it was. */
  private static String withoutPath(String text) {
    return text.replaceAll("│ Output Path .*", "");
  }

  private static final double[] FACTORS = {.5, .6, .7, .8, .9, 1, 1.1, 1.2, 1.3, 1.5, 2};

  /** What the golden's scripted runner gave for a run: its metric_function says so in words. */
  private record Scripted(double ttft, double tpot, double latency, double rps, double tps) {

    static Scripted of(String function, int p, int run) {
      if (function.startsWith("ttft=50+2p ms")) {
        double rounds = 1 + .02 * p;
        return new Scripted(50 + 2 * p, 10 + .1 * p, 1 + .01 * p, 5 * p / rounds, 100 * p / rounds);
      }
      if (function.startsWith("ttft = 50+2p+")) {
        return new Scripted(50 + 2 * p + new int[] {0, 10, -4}[run % 3], 20, 1, p, 10 * p);
      }
      int off = Math.abs(p - 37);
      return new Scripted(
          100, 10, .5 + .01 * off, 1000 - 1.5 * off, Math.max(0, 2000 - .5 * off * off));
    }
  }

  private static LevelSheet sheet(String function, int load, int run) {
    Scripted it = Scripted.of(function, load, run);
    double requests = 2.0 * load;
    Map<String, Double> summary = new LinkedHashMap<>();
    summary.put("Test Duration (s)", 10.0);
    summary.put("Concurrency", (double) load);
    summary.put("Request Rate (req/s)", -1.0);
    summary.put("Total Requests", requests);
    summary.put("Success Requests", requests);
    summary.put("Failed Requests", 0.0);
    summary.put("Stream Requests", requests);
    summary.put("Non-Stream Requests", 0.0);
    summary.put("Req Throughput (req/s)", rounded(it.rps));
    summary.put("Avg Latency (s)", rounded(it.latency));
    summary.put("Avg Input Tokens", 10.0);
    summary.put("Output Throughput (tok/s)", rounded(it.tps));
    summary.put("Total Throughput (tok/s)", 2 * rounded(it.tps));
    summary.put("Avg TTFT (ms)", rounded(it.ttft));
    summary.put("Avg TPOT (ms)", rounded(it.tpot));
    summary.put("Avg ITL (ms)", rounded(it.tpot));
    summary.put("Avg Output Tokens", 20.0);
    summary.put("Input Throughput (tok/s)", 0.0);
    Map<String, List<Double>> percentiles = new LinkedHashMap<>();
    percentiles.put("Latency (s)", spread(it.latency));
    percentiles.put("TTFT (ms)", spread(it.ttft));
    percentiles.put("TPOT (ms)", spread(it.tpot));
    return new LevelSheet(
        summary,
        List.of("min", "1%", "5%", "10%", "25%", "50%", "75%", "90%", "95%", "99%", "max"),
        percentiles,
        Optional.empty(),
        Optional.empty());
  }

  private static List<Double> spread(double average) {
    return Arrays.stream(FACTORS).mapToObj(factor -> rounded(average * factor)).toList();
  }

  private static double rounded(double value) {
    return RoundedNumber.rounded(value, 4).asDouble();
  }
}
