package llmbench.simserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.WordCounter;
import llmbench.simserver.truth.ShopTruth.Rating;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ordinary endpoints beside the model, and the account of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private SimServer server;

  @BeforeAll
  void start() {
    server = SimServer.start(SimConfig.of(Timing.Fixed.ofMillis(0, 0)), new WordCounter());
  }

  @BeforeEach
  void forget() {
    server.truth().reset();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpResponse<String> ask(String token, String method, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String login(String user) throws Exception {
    String body = "{\"user\":\"" + user + "\",\"password\":\"x\"}";
    return JSON.readTree(ask(NOBODY, "POST", "/shop/login", body).body()).at("/token").asText();
  }

  @Test
  void whoHasLoggedInFindsLooksAndRatesAndTheAccountHasIt() throws Exception {
    String ann = login("ann");
    String bob = login("bob");
    JsonNode found = JSON.readTree(ask(ann, "GET", "/shop/search?q=Tent", "").body());
    assertThat(found.findValuesAsText("id")).containsExactly("t1", "t2", "t3");
    JsonNode tent = JSON.readTree(ask(ann, "GET", "/shop/product?id=t2", "").body());
    assertThat(tent).isEqualTo(found.at("/products/1"));
    assertThat(ask(bob, "POST", "/shop/ratings", rating("chatcmpl-7", "5")).statusCode())
        .isEqualTo(201);
    assertThat(ask(ann, "POST", "/shop/ratings", rating("chatcmpl-8", "2")).statusCode())
        .isEqualTo(201);
    List<Rating> ratings = List.of(new Rating("bob", "chatcmpl-7", 5), ofAnn("chatcmpl-8", 2));
    assertThat(server.truth().shop().ratings()).isEqualTo(ratings);
    assertThat(JSON.readTree(ask(NOBODY, "GET", "/truth", "").body()).at("/shop"))
        .isEqualTo(
            JSON.readTree(
                """
                {"logins": 2, "searches": 1, "products": 1, "rated": 2, "ratings": [
                  {"user": "bob", "answer": "chatcmpl-7", "stars": 5},
                  {"user": "ann", "answer": "chatcmpl-8", "stars": 2}]}"""));
  }

  private static Rating ofAnn(String answer, int stars) {
    return new Rating("ann", answer, stars);
  }

  private static String rating(String answer, String stars) {
    return "{\"answer\":\"" + answer + "\",\"stars\":" + stars + "}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no  | POST | /shop/login       | {\"user\":\"\"}                  | 400 | body.user",
        "no  | POST | /shop/login       | {\"user\":\"ann\"}               | 400 | body.password",
        "no  | GET  | /shop/search?q=t  | {}                               | 401 | log in first",
        "no  | POST | /shop/ratings     | {}                               | 401 | log in first",
        "yes | GET  | /shop/search      | {}                               | 400 | needs words",
        "yes | GET  | /shop/product?id= | {}                               | 404 | no product ''",
        "yes | POST | /shop/ratings     | {\"stars\":3}                    | 400 | body.answer",
        "yes | POST | /shop/ratings     | {\"answer\":\"a\"}               | 400 | body.stars",
        "yes | POST | /shop/ratings     | {\"answer\":\"a\",\"stars\":0}   | 400 | from 1 to 5",
      })
  void whatIsWrongIsRefusedAndInNoCountButThatOfRefusals(
      String in, String method, String path, String body, int status, String message)
      throws Exception {
    String token = in.equals("yes") ? "customer-ann" : NOBODY;
    HttpResponse<String> answer = ask(token, method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).at("/error/message").asText()).contains(message);
    assertThat(server.truth().refusals()).isEqualTo(1);
    assertThat(JSON.readTree(ask(NOBODY, "GET", "/truth", "").body()).at("/shop").toString())
        .isEqualTo("{\"logins\":0,\"searches\":0,\"products\":0,\"rated\":0,\"ratings\":[]}");
  }
}
