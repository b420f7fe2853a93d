package llmbench.report.plots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Iterable<JsonNode> recorded() throws IOException {
    return JSON.readTree(Path.of("src/test/resources/golden/plots/timeline.json").toFile());
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theBarsAreTheToolsInItsOwnWords(JsonNode recorded) {
    List<RequestTimes> requests = requests(recorded.path("requests"));
    Timeline timeline = new Timeline(requests, numbers(recorded.path("thresholds_s")));
    assertThat(timeline.labels().subList(1, 4))
        .isEqualTo(
            StreamSupport.stream(recorded.path("labels").spliterator(), false)
                .map(JsonNode::textValue)
                .toList());
    assertThat(said(timeline, requests)).isEqualTo(recorded.path("segments"));
  }

  private static ArrayNode said(Timeline timeline, List<RequestTimes> requests) {
    ArrayNode all = JSON.createArrayNode();
    for (int i = 0; i < requests.size(); i++) {
      RequestTimes request = requests.get(i);
      double start = timeline.start(i);
      timeline.segments(
          i,
          segment -> {
            String from = Timeline.clock(segment.startSeconds());
            String to = Timeline.clock(segment.endSeconds());
            ObjectNode one = all.addObject();
            one.put("request_id", "Req " + segment.request());
            one.put("start", from);
            one.put("end", to);
            one.put("type", timeline.labels().get(segment.type()));
            one.put("prompt_tokens", request.inputTokens());
            one.put("output_tokens", request.outputTokens());
            one.put("req_start_time", Timeline.clock(start));
            one.put("req_finish_time", Timeline.clock(start + request.latencySeconds()));
            one.put("segment_start", from);
            one.put("segment_end", to);
            one.put("duration", Timeline.threeDecimals(segment.seconds()) + "s");
          });
    }
    return all;
  }

  static List<RequestTimes> requests(JsonNode recorded) {
    List<RequestTimes> requests = new ArrayList<>();
    for (JsonNode one : recorded) {
      double start = one.path("start_time").doubleValue();
      double latency = one.path("latency").doubleValue();
      requests.add(
          new RequestTimes(
              requests.size(),
              true,
              start,
              start + latency,
              one.path("ttft").doubleValue(),
              Series.of(numbers(one.path("itl")).stream().mapToDouble(d -> d).toArray()),
              latency,
              one.path("prompt_len").intValue(),
              one.path("output_tokens").intValue(),
              false,
              0,
              null,
              "",
              ""));
    }
    return requests;
  }

  private static List<Double> numbers(JsonNode list) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(one -> numbers.add(one.doubleValue()));
    return numbers;
  }
}
