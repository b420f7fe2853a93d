package llmbench.examples;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;
import static llmbench.llm.LlmDsl.*;
import static llmbench.tokenreport.TokenReport.tokenReport;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.FeederBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.chat.Conversation;

/** A customer's whole way: log in, search, ask the assistant twice, rate its answer. */
public class JourneySimulation extends Simulation {

  // What may be said on the command line: -Djourney.users=20
  private static final String URL = System.getProperty("shop.url", "http://127.0.0.1:8801");
  private static final int USERS = Integer.getInteger("journey.users", 20);
  private static final double USERS_A_SECOND = Integer.getInteger("journey.rate", 2);
  private static final Duration LASTS =
      Duration.ofSeconds(Integer.getInteger("journey.seconds", 10));
  private static final Duration READING =
      Duration.ofMillis(Integer.getInteger("journey.readingMillis", 1000));

  private final HttpProtocolBuilder shop =
      http.baseUrl(URL).contentTypeHeader("application/json").disableWarmUp();

  // Who comes, and what for. A file does as well: csv("customers.csv").circular()
  private final FeederBuilder<Object> customers =
      listFeeder(
              IntStream.rangeClosed(1, 1000)
                  .mapToObj(i -> Map.<String, Object>of("user", "user-" + i, "password", "x"))
                  .toList())
          .circular();

  private final FeederBuilder<Object> wishes =
      listFeeder(
              List.<Map<String, Object>>of(
                  Map.of("wanted", "tent", "question", "Which one stays dry in a storm?"),
                  Map.of("wanted", "sleeping bag", "question", "Which one is for the winter?"),
                  Map.of("wanted", "stove", "question", "How long does it take for a litre?")))
          .random();

  private final ChainBuilder login =
      feed(customers)
          .exec(
              http("log in")
                  .post("/shop/login")
                  .body(
                      StringBody(
                          """
                          {"user": "#{user}", "password": "#{password}"}"""))
                  .check(jsonPath("$.token").saveAs("token")))
          .exitHereIfFailed();

  private final ChainBuilder find =
      group("find")
          .on(
              feed(wishes)
                  .exec(
                      http("search")
                          .get("/shop/search")
                          .queryParam("q", "#{wanted}")
                          .header("authorization", "Bearer #{token}")
                          .check(
                              jsonPath("$.products[0].id").saveAs("product"),
                              bodyString().saveAs("found")),
                      http("product")
                          .get("/shop/product?id=#{product}")
                          .header("authorization", "Bearer #{token}")
                          .check(jsonPath("$.price").ofInt().gt(0))))
          .exitHereIfFailed();

  // What was found goes into the conversation: quotes and all, it is escaped. What all customers
  // share comes first, so that a prefix cache has it.
  private final Conversation chat =
      conversation("chat")
          .system("Advise customers. We have: #{found} Here is #{user}, who wants a #{wanted}.");

  private final LlmActionBuilder ask =
      llm(completion(
              "ask",
              """
              {"model": "Qwen2.5-0.5B-Instruct", "stream": true, "messages": #{chat},
               "stream_options": {"include_usage": true}, "max_completion_tokens": 60}"""))
          .check(
              tokenTimes().saveAs("answer"),
              timeToFirstToken().lte(Duration.ofSeconds(10)),
              // On what the model said, put together from its stream.
              answerText(regex("\\w+"), bodyString().saveAs("advice")))
          .ttftGroup()
          .turnOf(chat);

  private final LlmActionBuilder choose =
      llm(completion(
              "choose",
              """
              {"model": "Qwen2.5-0.5B-Instruct", "stream": true, "messages": #{chat},
               "response_format": {"type": "json_object"},
               "stream_options": {"include_usage": true}, "max_completion_tokens": 30}"""))
          .check(
              tokenTimes().saveAs("answer"),
              timeToFirstToken().lte(Duration.ofSeconds(10)),
              // What it said is JSON: Gatling's own checks read it.
              answerText(jsonPath("$.answer").saveAs("choice")))
          .ttftGroup()
          .turnOf(chat);

  private HttpRequestActionBuilder completion(String name, String body) {
    return http(name)
        .post("/v1/chat/completions")
        .body(chat.body(body))
        // Ordinary checks see the stream itself: the id of the answer, to rate it by.
        .check(regex("\"id\": ?\"([^\"]+)\"").saveAs("answerId"));
  }

  private final ChainBuilder advice =
      group("advice")
          .on(
              exec(chat.user("#{question}"), ask)
                  .exitHereIfFailed()
                  // Nobody asks again before the answer is read.
                  .pause(READING, READING.multipliedBy(2))
                  .exec(chat.user("Which one, then? As JSON: {\"answer\": …}"), choose)
                  .exitHereIfFailed());

  // A slow answer is worth less: the way goes on by what was measured.
  private final ChainBuilder rate =
      pause(READING)
          .exec(
              session ->
                  session.set(
                      "stars", session.getLong("answer.ttftNanos") < 1_000_000_000L ? 5 : 3))
          .exec(
              http("rate")
                  .post("/shop/ratings")
                  .header("authorization", "Bearer #{token}")
                  .body(
                      StringBody(
                          """
                          {"answer": "#{answerId}", "stars": #{stars}}"""))
                  .check(status().is(201)));

  private final ChainBuilder way = exec(login, find, advice, rate);

  // A wave after a newsletter, and customers as they come on any day.
  private final ScenarioBuilder newsletter = scenario("newsletter").exec(way);
  private final ScenarioBuilder everyday = scenario("everyday").exec(way);

  public JourneySimulation() {
    setUp(
            newsletter.injectOpen(rampUsers(USERS).during(LASTS)),
            everyday.injectOpen(constantUsersPerSec(USERS_A_SECOND).during(LASTS)))
        .protocols(shop, tokenReport())
        .assertions(
            global().failedRequests().percent().lt(5.0),
            details("find", "search").responseTime().percentile(95).lt(10_000),
            details("advice", "Time to first token").responseTime().percentile(95).lt(10_000),
            details("advice", "Time to first token", "choose").failedRequests().percent().lt(5.0));
  }
}
