package llmbench.testing.endtoend;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.tokenreport.TokenReport.tokenReport;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/**
 * A simulation of somebody's own, with as many users at once as {@code -Dusers} says, each with a
 * connection to {@code -Dserver}: for {@code bench/limits}.
 */
public final class ManyUsers extends Simulation {

  private static final String BODY =
      """
      {"model": "Qwen2.5-0.5B-Instruct", "stream": true, "max_completion_tokens": 20,
       "messages": [{"role": "user", "content": "How waterproof is the tent?"}]}""";

  private final ScenarioBuilder users =
      scenario("users")
          .exec(
              llm(
                  http("ask")
                      .post("/v1/chat/completions")
                      .header("content-type", "application/json")
                      .body(StringBody(BODY))));

  /** As Gatling makes it. */
  public ManyUsers() {
    setUp(users.injectOpen(atOnceUsers(Integer.getInteger("users", 1))))
        .protocols(http.baseUrl(System.getProperty("server", "")).disableWarmUp(), tokenReport());
  }
}
