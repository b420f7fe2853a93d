package llmbench.examples;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;
import static llmbench.llm.LlmDsl.*;
import static llmbench.tokenreport.TokenReport.tokenReport;
import static llmbench.warmup.WarmUp.clientWarmUp;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/** A customer looks at a product, then asks the shop's assistant about it. */
public class ShopSimulation extends Simulation {

  private static final String QUESTION =
      """
      {"model": "Qwen2.5-0.5B-Instruct", "stream": true, "max_completion_tokens": 100,
       "stream_options": {"include_usage": true},
       "messages": [{"role": "user", "content": "Is #{product} waterproof?"}]}""";

  private final HttpProtocolBuilder protocol =
      http.baseUrl(System.getProperty("shop.url", "http://127.0.0.1:8000")).disableWarmUp();

  private final ScenarioBuilder customer =
      scenario("customer")
          .exec(session -> session.set("product", "tent-" + session.userId()))
          .exec(http("product").get("/v1/models"))
          .exec(
              llm(http("ask")
                      .post("/v1/chat/completions")
                      .header("content-type", "application/json")
                      .body(StringBody(QUESTION)))
                  .check(
                      tokenTimes().saveAs("answer"),
                      timeToFirstToken().lte(Duration.ofSeconds(2)),
                      completionTokens().gte(1)))
          // A slow answer is read more slowly: the journey may depend on the tokens.
          .doIf(session -> session.contains("answer.ttftNanos"))
          .then(
              doIf(session -> session.getLong("answer.ttftNanos") > 1_000_000_000L)
                  .then(pause(Duration.ofSeconds(1))));

  public ShopSimulation() {
    setUp(
            clientWarmUp(Duration.ofSeconds(3))
                .andThen(customer.injectOpen(rampUsers(10).during(Duration.ofSeconds(2)))))
        .protocols(protocol, tokenReport())
        .assertions(
            details("Time to first token").responseTime().percentile(95).lt(2000),
            details("Time to first token", "ask").failedRequests().percent().lt(1.0));
  }
}
