package llmbench.llm;

import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import io.gatling.http.client.Request;
import io.gatling.http.client.body.bytearray.ByteArrayRequestBody;
import io.gatling.http.request.HttpRequest;
import io.gatling.http.request.HttpRequestDef;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user's next request. Where all requests are one but for a {@link Variation}, Gatling
 * builds the first of them and the others are copies of it: to build each anew, its address and
 * each of its headers by an expression of the session, costs five times as much.
 */
final class RequestMaker {

  /** Where Gatling keeps what a server has set: such a user's requests are not the others'. */
  private static final String COOKIES = "gatling.http.cookies";

  private final HttpRequestDef definition;
  private final @Nullable Function<io.gatling.javaapi.core.Session, Variation> variations;

  /** As it was before it was sent: Gatling's client adds to the headers. Any thread's will do. */
  private volatile @Nullable HttpRequest first;

  /**
   * Makes requests by a definition.
   *
   * @param variations of a user; null where each request is built anew
   */
  RequestMaker(
      HttpRequestDef definition,
      @Nullable Function<io.gatling.javaapi.core.Session, Variation> variations) {
    this.definition = definition;
    this.variations = variations;
  }

  /** The name of the requests, as Gatling's report has them. */
  Validation<String> name(Session session) {
    return definition.requestName().apply(session);
  }

  /** The user's next request, or why there is none. */
  Validation<HttpRequest> make(Session session) {
    HttpRequest pattern = first;
    if (variations == null || session.contains(COOKIES)) {
      return definition.build(session);
    }
    if (pattern != null) {
      Variation variation = variations.apply(new io.gatling.javaapi.core.Session(session));
      return new Success<>(like(pattern, variation));
    }
    Validation<HttpRequest> built = definition.build(session);
    if (built instanceof Success<HttpRequest> success
        && success.value().clientRequest().getBody() instanceof ByteArrayRequestBody) {
      HttpRequest request = success.value();
      first = with(request, request.clientRequest().copyWithCopiedHeaders());
    }
    return built;
  }

  private static HttpRequest like(HttpRequest pattern, Variation variation) {
    ByteArrayRequestBody body = (ByteArrayRequestBody) pattern.clientRequest().getBody();
    Request request =
        pattern
            .clientRequest()
            .copyWithCopiedHeaders()
            .copyWithNewBody(
                new ByteArrayRequestBody(variation.body(), body.getFileName(), body.getCharset()));
    variation.headers().forEach(request.getHeaders()::set);
    return with(pattern, request);
  }

  private static HttpRequest with(HttpRequest pattern, Request request) {
    return new HttpRequest(pattern.requestName(), request, pattern.requestConfig());
  }
}
