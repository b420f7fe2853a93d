package llmbench.simserver.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.OptionalLong;
import llmbench.simserver.http.Answers;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.http.Fields;
import llmbench.simserver.truth.ShopTruth;

/**
 * What surrounds the model in an application: customers log in, search, look at a product, and rate
 * what the model told them. Answers at once, on the event loops, and remembers nothing but its
 * account: a token says whose it is.
 */
public final class Shop {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String SCHEME = "Bearer ";
  private static final String TOKEN = "customer-";

  private static final int MOST_STARS = 5;

  private final ShopTruth truth;

  /** One that keeps this account. */
  public Shop(ShopTruth truth) {
    this.truth = truth;
  }

  /** {@code POST} with {@code user} and {@code password}: a token for all that follows. */
  public void login(Exchange exchange) throws ApiError {
    JsonNode asked = Fields.body(exchange);
    String user = text(asked, "user");
    String unused = text(asked, "password");
    truth.loggedIn();
    answer(exchange, HttpResponseStatus.OK, JSON.objectNode().put("token", TOKEN + user));
  }

  /** {@code GET} with {@code ?q=WORDS}: the products that have them in name or description. */
  public void search(Exchange exchange) throws ApiError {
    String unused = customer(exchange);
    String words = exchange.parameter("q");
    if (words.isBlank()) {
      throw ApiError.badRequest("a search needs words: /shop/search?q=tent", "q");
    }
    truth.searched();
    ObjectNode found = JSON.objectNode().put("q", words);
    ArrayNode products = found.putArray("products");
    Product.ALL.stream()
        .filter(product -> product.isFoundBy(words))
        .forEach(product -> products.add(product.json()));
    answer(exchange, HttpResponseStatus.OK, found);
  }

  /** {@code GET} with {@code ?id=PRODUCT}. */
  public void product(Exchange exchange) throws ApiError {
    String unused = customer(exchange);
    String id = exchange.parameter("id");
    Product product =
        Product.ALL.stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new ApiError(404, "NotFoundError", "there is no product '" + id + "'", "id"));
    truth.lookedAt();
    answer(exchange, HttpResponseStatus.OK, product.json());
  }

  /** {@code POST} with {@code answer}, the id of one of the model's, and {@code stars}, 1 to 5. */
  public void rate(Exchange exchange) throws ApiError {
    String user = customer(exchange);
    JsonNode asked = Fields.body(exchange);
    String answer = text(asked, "answer");
    OptionalLong stars = Fields.integer(asked, "stars");
    if (stars.isEmpty()) {
      throw ApiError.invalid(Fields.missing("stars", asked));
    }
    if (stars.getAsLong() < 1 || stars.getAsLong() > MOST_STARS) {
      throw ApiError.badValue(
          "stars must be from 1 to 5, got " + stars.getAsLong() + ".", "stars", stars.getAsLong());
    }
    truth.rated(new ShopTruth.Rating(user, answer, (int) stars.getAsLong()));
    answer(exchange, HttpResponseStatus.CREATED, JSON.objectNode().put("answer", answer));
  }

  /** Who asks, by the token of the login. */
  private static String customer(Exchange exchange) throws ApiError {
    String given = exchange.header(HttpHeaderNames.AUTHORIZATION);
    if (!given.startsWith(SCHEME + TOKEN)) {
      throw new ApiError(
          401,
          "Unauthorized",
          "log in first: POST /shop/login gives the token for Authorization: Bearer TOKEN",
          null);
    }
    return given.substring((SCHEME + TOKEN).length());
  }

  /** A text that must be there. */
  private static String text(JsonNode asked, String name) throws ApiError {
    JsonNode value = asked.path(name);
    if (value.isMissingNode()) {
      throw ApiError.invalid(Fields.missing(name, asked));
    }
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw ApiError.invalid(Fields.notA("string", name, value));
    }
    return value.asText();
  }

  private static void answer(Exchange exchange, HttpResponseStatus status, ObjectNode json) {
    exchange.answer(Answers.json(status, json.toString()));
  }
}
