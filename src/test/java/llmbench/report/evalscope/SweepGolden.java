package llmbench.report.evalscope;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.evalscope.WorkloadThroughput;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.testing.EvalscopeGolden;

/** For tests: a sweep of evalscope 1.14 with the requests that it has measured. */
record SweepGolden(JsonNode json) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** The sweeps of a file that came to an end. */
  static Stream<SweepGolden> all(String file) throws IOException {
    JsonNode cases =
        JSON.readTree(Path.of("src/test/resources/golden/evalscope", file).toFile()).get("cases");
    return StreamSupport.stream(cases.spliterator(), false)
        .filter(each -> !each.has("error"))
        .map(SweepGolden::new);
  }

  @Override
  public String toString() {
    return json.get("name").asText();
  }

  boolean isOfHandoffs() {
    return args().path("enable_pd_metrics").asBoolean();
  }

  String text() {
    return json.get("performance_summary_txt").asText();
  }

  JsonNode args() {
    return json.get("args");
  }

  private boolean pools() {
    return args().path("api").asText().matches(".*(embedding|rerank)");
  }

  ReportedRun run() {
    return new ReportedRun(
        "M",
        Optional.ofNullable(args().path("alias").textValue()),
        args().path("dataset").asText("openqa"),
        args().path("api").asText("openai"),
        "127.0.0.1:8877",
        "/out/o/M",
        pools());
  }

  /** What is kept of each level, in the order in which they were measured. */
  List<LevelSheet> levels() {
    List<LevelSheet> levels = new ArrayList<>();
    int from = 0;
    boolean open = args().path("open_loop").asBoolean();
    int count = args().get("number").isArray() ? args().get("number").size() : 1;
    for (int level = 0; level < count; level++) {
      int number = at("number", level).asInt();
      from += (int) (args().path("warmup_num").asDouble() * number);
      EvalscopeRun run =
          new EvalscopeRun(
              open ? EvalscopeRun.NO_LIMIT : at("parallel", level).asInt(),
              args().has("rate") ? at("rate", open ? level : 0).asDouble() : EvalscopeRun.NO_LIMIT);
      levels.add(sheet(requests(from, from + number), run));
      from += number;
    }
    return levels;
  }

  private LevelSheet sheet(List<EvalscopeRequest> requests, EvalscopeRun run) {
    EvalscopeDialect dialect = pools() ? EvalscopeDialect.V1_14_POOLING : EvalscopeDialect.V1_14;
    return LevelSheet.of(
        EvalscopeFigures.of(requests, dialect), run, WorkloadThroughput.of(requests));
  }

  /** An option's value for a level: of a list, or the only one. */
  private JsonNode at(String option, int level) {
    JsonNode value = args().get(option);
    return value.isArray() ? value.get(level) : value;
  }

  private List<EvalscopeRequest> requests(int from, int to) {
    List<EvalscopeRequest> requests = new ArrayList<>();
    for (int i = from; i < to; i++) {
      requests.add(request(json.get("records").get(i), i));
    }
    requests.sort(Comparator.comparing(request -> request.times().endSeconds()));
    return requests;
  }

  private static EvalscopeRequest request(JsonNode record, int index) {
    boolean success = !record.path("fail").asBoolean();
    boolean streamed = record.path("stream").asBoolean(true);
    double start = record.get("start").asDouble();
    double end = record.get("end").asDouble();
    JsonNode gaps = record.path("gaps");
    RequestTimes times =
        new RequestTimes(
            index,
            success,
            start,
            end,
            record.get("ttft").asDouble(),
            EvalscopeGolden.series(gaps),
            success ? (streamed ? end - start : record.get("ttft").asDouble()) : 0,
            success ? record.get("pt").asInt() : 0,
            success ? record.get("ct").asInt() : 0,
            false,
            0,
            null,
            "",
            success ? "" : "failed");
    return new EvalscopeRequest(
        times,
        streamed,
        record.path("chunks").asInt(gaps.size() + 1),
        record.has("cached") ? OptionalInt.of(record.get("cached").asInt()) : OptionalInt.empty());
  }
}
