package llmbench.examples;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;
import static llmbench.llm.LlmDsl.*;
import static llmbench.tokenreport.TokenReport.tokenReport;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.chat.Conversation;

/** Customers talk with the shop's assistant: each question goes with all that was said before. */
public class ChatSimulation extends Simulation {

  private final HttpProtocolBuilder protocol =
      http.baseUrl(System.getProperty("shop.url", "http://127.0.0.1:8000")).disableWarmUp();

  private final Conversation chat = conversation("chat").system("You sell tents to #{customer}.");

  private final LlmActionBuilder ask =
      llm(http("ask")
              .post("/v1/chat/completions")
              .header("content-type", "application/json")
              .body(
                  chat.body(
                      """
                      {"model": "Qwen2.5-0.5B-Instruct", "stream": true, "messages": #{chat},
                       "stream_options": {"include_usage": true}, "max_completion_tokens": 30}""")))
          .check(tokenTimes().saveAs("answer"), timeToFirstToken().lte(Duration.ofSeconds(10)))
          .turnOf(chat);

  private final ScenarioBuilder customer =
      scenario("customer")
          .exec(session -> session.set("customer", "number " + session.userId()))
          .asLongAs(chat.hasFewerTurnsThan(3))
          .on(
              feed(listFeeder(
                          List.of(
                              Map.of("question", "Which tent is \"waterproof\"?"),
                              Map.of("question", "And in a storm?"),
                              Map.of("question", "What does it weigh?")))
                      .circular())
                  .exec(chat.user("#{question}"), ask)
                  // Nobody asks again before the answer is read.
                  .pause(Duration.ofMillis(20), Duration.ofMillis(60))
                  .exitHereIfFailed());

  public ChatSimulation() {
    setUp(customer.injectOpen(rampUsers(10).during(Duration.ofSeconds(1))))
        .protocols(protocol, tokenReport())
        .assertions(
            global().failedRequests().count().is(0L),
            details("Time to first token", "ask").responseTime().percentile(95).lt(10_000));
  }
}
