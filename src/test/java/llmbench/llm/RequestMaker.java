package llmbench.llm;

import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import io.gatling.http.client.Request;
import io.gatling.http.client.body.bytearray.ByteArrayRequestBody;
import io.gatling.http.cookie.CookieSupport$;
import io.gatling.http.protocol.HttpProtocol;
import io.gatling.http.request.HttpRequest;
import io.gatling.http.request.HttpRequestDef;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user's next request. Where all requests are one but for a {@link Variation}, Gatling
 * builds the first of them and the others are copies of it: to build each anew, its address and
 * each of its headers by an expression of the session, costs five times as much. Where Gatling
 * would give each user something of its own, a cookie or an address, it builds each, and only the
 * variation is ours.
 */
final class RequestMaker {

  /** Where Gatling keeps what a server has set: such a user's requests are not the others'. */
  private static final String COOKIES = CookieSupport$.MODULE$.CookieJarAttributeName();

  private final HttpRequestDef definition;
  private final @Nullable Function<io.gatling.javaapi.core.Session, Variation> variations;
  private final boolean usersAreAlike;

  /** As it was before it was sent: Gatling's client adds to the headers. Any thread's will do. */
  private volatile @Nullable HttpRequest pattern;

  /**
   * Makes requests by a definition.
   *
   * @param variations of a user; null where each request is what the definition says
   */
  RequestMaker(
      HttpRequestDef definition,
      HttpProtocol protocol,
      @Nullable Function<io.gatling.javaapi.core.Session, Variation> variations) {
    this.definition = definition;
    this.variations = variations;
    usersAreAlike = protocol.baseUrls().size() <= 1 && !protocol.dnsPart().perUserNameResolution();
  }

  /** The name of the requests, as Gatling's report has them. */
  Validation<String> name(Session session) {
    return definition.requestName().apply(session);
  }

  /** The user's next request, or why there is none. */
  Validation<HttpRequest> make(Session session) {
    if (variations == null) {
      return definition.build(session);
    }
    boolean alike = usersAreAlike && !session.contains(COOKIES);
    HttpRequest known = alike ? pattern : null;
    if (known == null) {
      Validation<HttpRequest> built = definition.build(session);
      if (!(built instanceof Success<HttpRequest> success)) {
        return built;
      }
      known = success.value();
      pattern = alike && isForAll(known.clientRequest()) ? known : pattern;
    }
    Variation variation = variations.apply(new io.gatling.javaapi.core.Session(session));
    return new Success<>(varied(known, variation));
  }

  /** Whether nothing in it was made for this user, or is made from what is sent. */
  private static boolean isForAll(Request request) {
    return request.getRealm() == null
        && request.getLocalAddresses() == null
        && request.getSignatureCalculator() == null;
  }

  private static HttpRequest varied(HttpRequest known, Variation variation) {
    ByteArrayRequestBody body =
        new ByteArrayRequestBody(variation.body(), null, known.requestConfig().defaultCharset());
    Request request = known.clientRequest().copyWithCopiedHeaders().copyWithNewBody(body);
    if (variation.url() != null) {
      request = request.copyWithNewUri(variation.url());
    }
    variation.headers().forEach(request.getHeaders()::set);
    return new HttpRequest(known.requestName(), request, known.requestConfig());
  }
}
