package shop;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;
import static llmbench.llm.LlmDsl.*;
import static llmbench.tokenreport.TokenReport.tokenReport;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import llmbench.llm.chat.Conversation;

/** A customer looks what there is, asks the assistant, reads the answer, and asks again. */
public class AssistantSimulation extends Simulation {

  private final HttpProtocolBuilder shop =
      http.baseUrl(System.getProperty("shop.url", "http://127.0.0.1:8801"))
          .contentTypeHeader("application/json");

  private final Conversation chat = conversation("chat").system("You sell tents.");

  private final ScenarioBuilder customer =
      scenario("customer")
          .exec(http("models").get("/v1/models").check(status().is(200)))
          .exec(ask("first question", "Is the tent \"waterproof\"?"))
          .pause(Duration.ofMillis(200))
          .exec(ask("second question", "And how heavy is it?"));

  private ChainBuilder ask(String name, String question) {
    return exec(
        chat.user(question),
        llm(http(name)
                .post("/v1/chat/completions")
                .body(
                    chat.body(
                        """
                        {"model": "Qwen2.5-0.5B-Instruct", "stream": true, "messages": #{chat},
                         "stream_options": {"include_usage": true}, "max_completion_tokens": 20}""")))
            .check(
                timeToFirstToken().lte(Duration.ofSeconds(10)),
                completionTokens().gte(1),
                answerText(bodyString().saveAs("answer")))
            .turnOf(chat));
  }

  public AssistantSimulation() {
    setUp(customer.injectOpen(rampUsers(10).during(2)))
        .protocols(shop, tokenReport())
        .assertions(
            global().failedRequests().count().is(0L),
            details("Time to first token").responseTime().percentile(95).lt(10_000));
  }
}
