package llmbench.report.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import llmbench.runlog.LogRecord;
import llmbench.runlog.SimulationLog;
import org.junit.jupiter.api.Test;

/** The rules are those of the plugin's RequestReport, Statistics and ResponseTimeGroup. */
class GlobalStatsTest {

  private static final SimulationLog.Span NOTHING_ELSE = SimulationLog.Span.NONE;

  private static final ObjectMapper STRICT =
      new ObjectMapper().disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

  private static final List<String> TRIOS =
      List.of(
          "numberOfRequests",
          "minResponseTime",
          "maxResponseTime",
          "meanResponseTime",
          "standardDeviation",
          "percentiles1",
          "percentiles2",
          "percentiles3",
          "percentiles4",
          "meanNumberOfRequestsPerSecond");

  @Test
  void aRunWithFailuresHasTheFiguresOfAllTheGoodAndTheBad() throws JsonProcessingException {
    List<LogRecord.Response> responses = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      responses.add(response(i * 100L, i * 115L, true));
    }
    responses.add(response(0, 20_000, false));
    JsonNode stats = readAsThePlugin(GlobalStats.of(responses, NOTHING_ELSE));
    assertThat(trio(stats, "numberOfRequests")).containsExactly(101L, 100L, 1L);
    assertThat(trio(stats, "minResponseTime")).containsExactly(15L, 15L, 20_000L);
    assertThat(trio(stats, "maxResponseTime")).containsExactly(20_000L, 1_500L, 20_000L);
    assertThat(trio(stats, "meanResponseTime")).containsExactly(948L, 758L, 20_000L);
    assertThat(trio(stats, "percentiles4").get(1)).isEqualTo(1_485L);
    assertThat(trio(stats, "meanNumberOfRequestsPerSecond")).containsExactly(5L, 5L, 0L);
    assertThat(stats.at("/group1/count").asInt()).isEqualTo(53);
    assertThat(stats.at("/group2/count").asInt()).isEqualTo(26);
    assertThat(stats.at("/group3/count").asInt()).isEqualTo(21);
    assertThat(stats.at("/group4/count").asInt()).isEqualTo(1);
    assertThat(stats.at("/group1/percentage").asInt()).isEqualTo(52);
    assertThat(stats.at("/group4/percentage").asInt()).isEqualTo(1);
  }

  @Test
  void rangesAreNamedAsGatlingNamedThem() throws JsonProcessingException {
    JsonNode stats = readAsThePlugin(GlobalStats.of(List.of(), NOTHING_ELSE));
    assertThat(List.of("group1", "group2", "group3", "group4"))
        .extracting(group -> stats.get(group).get("name").asText())
        .containsExactly("t < 800 ms", "800 ms <= t < 1200 ms", "t >= 1200 ms", "failed");
    assertThat(stats.at("/group2/htmlName").asText()).isEqualTo("t >= 800 ms <br> t < 1200 ms");
  }

  @Test
  void aRateIsOverBegunSecondsOfAllThatTheLogIsAbout() throws JsonProcessingException {
    List<LogRecord.Response> responses = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      responses.add(response(4_000 + i * 10L, 5_000 + i * 10L, true));
    }
    assertThat(rate(responses, NOTHING_ELSE)).as("1.89 s").isEqualTo(45);
    assertThat(rate(responses, new SimulationLog.Span(0, 5_890))).as("5.89 s").isEqualTo(15);
    assertThat(rate(responses, new SimulationLog.Span(4_500, 4_600))).as("1.89 s").isEqualTo(45);
  }

  private static long rate(List<LogRecord.Response> responses, SimulationLog.Span log)
      throws JsonProcessingException {
    JsonNode stats = readAsThePlugin(GlobalStats.of(responses, log));
    return trio(stats, "meanNumberOfRequestsPerSecond").get(0);
  }

  @Test
  void aRunWithoutARequestIsReadToo() throws JsonProcessingException {
    JsonNode stats = readAsThePlugin(GlobalStats.of(List.of(), NOTHING_ELSE));
    assertThat(trio(stats, "numberOfRequests")).containsExactly(0L, 0L, 0L);
    assertThat(trio(stats, "meanNumberOfRequestsPerSecond")).containsExactly(0L, 0L, 0L);
  }

  /** Every field the plugin has, whole numbers where it has a long or an int. */
  private static JsonNode readAsThePlugin(String text) throws JsonProcessingException {
    JsonNode stats = STRICT.readTree(text);
    assertThat(stats.get("name").isTextual()).isTrue();
    for (String field : TRIOS) {
      for (String part : List.of("total", "ok", "ko")) {
        assertThat(stats.path(field).path(part).isIntegralNumber()).as(field + part).isTrue();
      }
    }
    for (int i = 1; i <= 4; i++) {
      JsonNode group = stats.get("group" + i);
      assertThat(group.get("name").isTextual() && group.get("htmlName").isTextual()).isTrue();
      assertThat(group.get("count").isInt() && group.get("percentage").isInt()).isTrue();
    }
    assertThat(stats.size()).isEqualTo(TRIOS.size() + 5);
    return stats;
  }

  private static List<Long> trio(JsonNode stats, String field) {
    JsonNode trio = stats.get(field);
    return List.of(trio.get("total").asLong(), trio.get("ok").asLong(), trio.get("ko").asLong());
  }

  private static LogRecord.Response response(long startMillis, long endMillis, boolean ok) {
    return new LogRecord.Response(List.of(), "chat", startMillis, endMillis, ok, "");
  }
}
