package llmbench.metrics.testing;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.request.RequestTimes;

/** For tests: a sweep of evalscope 1.14 with the requests that it has measured. */
public record SweepGolden(JsonNode json) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Of no limit: evalscope writes so. */
  private static final int NO_LIMIT = -1;

  /** The sweeps of a file of golden/evalscope that came to an end. */
  public static Stream<SweepGolden> all(String file) throws IOException {
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

  public boolean isOfHandoffs() {
    return args().path("enable_pd_metrics").asBoolean();
  }

  /** What it was asked for. */
  public JsonNode args() {
    return json.get("args");
  }

  /** Whether answers have no tokens. */
  public boolean pools() {
    return args().path("api").asText().matches(".*(embedding|rerank)");
  }

  /** By which its figures are made. */
  public EvalscopeDialect dialect() {
    return pools() ? EvalscopeDialect.V1_14_POOLING : EvalscopeDialect.V1_14;
  }

  /**
   * A level.
   *
   * @param number how many requests it was to have
   * @param concurrency how many at once; -1 in an open loop
   * @param rate requests a second; -1 without one
   * @param requests in the order in which they ended, warm-ups not among them
   */
  public record Level(int number, int concurrency, double rate, List<EvalscopeRequest> requests) {}

  /** In the order in which they were measured. */
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    int from = 0;
    boolean open = args().path("open_loop").asBoolean();
    int count = args().get("number").isArray() ? args().get("number").size() : 1;
    for (int level = 0; level < count; level++) {
      int number = at("number", level).asInt();
      from += (int) (args().path("warmup_num").asDouble() * number);
      levels.add(
          new Level(
              number,
              open ? NO_LIMIT : at("parallel", level).asInt(),
              args().has("rate") ? at("rate", open ? level : 0).asDouble() : NO_LIMIT,
              requests(from, from + number)));
      from += number;
    }
    return levels;
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
    // An answer that came whole is its own first token, to the last bit.
    double seconds = streamed ? end - start : record.get("ttft").asDouble();
    RequestTimes times =
        new RequestTimes(
            index,
            success,
            start,
            end,
            record.get("ttft").asDouble(),
            EvalscopeGolden.series(gaps),
            success ? seconds : 0,
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
