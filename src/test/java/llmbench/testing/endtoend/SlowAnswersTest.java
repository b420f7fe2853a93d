package llmbench.testing.endtoend;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.LlmDsl.timeToFirstToken;
import static llmbench.tokenreport.TokenReport.tokenReport;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.runlog.LogRecord;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.Timing;
import llmbench.timeline.FaultKind;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is slow for some, and a simulation whose check allows no such slowness. */
class SlowAnswersTest {

  private static final int REQUESTS = 6;
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** Some hundred bytes of headers: seconds. */
  private static final ServerFault SLOW = ServerFault.of("slow-headers-20");

  @TempDir Path folder;

  /** One user who asks again and again. */
  public static final class Asking extends Simulation {

    public Asking() {
      String body =
          "{\"model\": \"Qwen2.5-0.5B-Instruct\", \"stream\": true, \"max_completion_tokens\": 4,";
      String chat = " \"messages\": [{\"role\": \"user\", \"content\": \"Is it waterproof?\"}]}";
      setUp(
              scenario("asking")
                  .exec(
                      repeat(REQUESTS)
                          .on(
                              llm(http("ask")
                                      .post("/v1/chat/completions")
                                      .header("content-type", "application/json")
                                      .body(StringBody(body + chat)))
                                  .check(timeToFirstToken().lte(LIMIT))))
                  .injectOpen(atOnceUsers(1)))
          .protocols(http.baseUrl(System.getProperty("shop.url")), tokenReport());
    }
  }

  @Test
  void theSlowOnesFailAndTheirTimesAreInTheReport() throws Exception {
    try (SimServer server =
        InProcessRun.server(
            Timing.Fixed.ofMillis(5, 1), true, FaultSchedule.at(Map.of(1, SLOW, 4, SLOW)))) {
      OwnSimulationRun run =
          OwnSimulationRun.of(Asking.class, folder, "shop.url=" + server.baseUrl());
      RecordedRun recorded = RecordedRun.read(run.directory());
      List<RequestRecord> requests = recorded.requests();
      assertThat(requests).hasSize(REQUESTS);
      List<RequestRecord> slow =
          requests.stream().filter(each -> ttftNanos(each) > LIMIT.toNanos()).toList();
      assertThat(slow).as("the server's two, at least").hasSizeGreaterThanOrEqualTo(2);
      assertThat(requests)
          .allSatisfy(
              each ->
                  assertThat(each.fault() == null ? null : each.fault().kind())
                      .isEqualTo(slow.contains(each) ? FaultKind.TOO_SLOW : null));
      assertThat(run.said())
          .containsPattern("Failed requests: +" + slow.size())
          .containsPattern("Too slow for a check, in these times: +" + slow.size())
          // Of so few, P99 is next to the slowest; without them it would be some milliseconds.
          .containsPattern("TTFT\\): +[0-9.]+ / [0-9.]+ / [0-9]{4,}[.]");
      assertThat(recorded.prompts())
          .extracting(LogRecord.Response::fault)
          .filteredOn(Objects::nonNull)
          .as("failures in Gatling's log")
          .hasSameSizeAs(slow)
          .allMatch(fault -> fault.kind() == FaultKind.TOO_SLOW);
      assertThat(Objects.requireNonNull(slow.get(0).fault()).message()).contains("not at most");
    }
  }

  private static long ttftNanos(RequestRecord request) {
    int first = 0;
    while (!request.messages().kind(first).isOutput()) {
      first++;
    }
    return request.messages().nanos(first);
  }
}
