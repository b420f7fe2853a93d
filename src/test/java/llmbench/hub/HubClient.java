package llmbench.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a hub.
 *
 * <p>A hub sends whoever asks for a large file on to another host. The token is for the hub alone,
 * so it isn't sent there.
 */
final class HubClient {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration FIRST_BYTE = Duration.ofSeconds(60);
  private static final int MOST_HOPS = 5;

  private final Hub hub;
  private final Map<String, String> environment;

  HubClient(Hub hub, Map<String, String> environment) {
    this.hub = hub;
    this.environment = environment;
  }

  /**
   * What it has answered, to be closed.
   *
   * @param commit the state of the dataset that it is of, where the hub says it
   */
  record Answer(HttpResponse<InputStream> response, Optional<String> commit) {

    InputStream body() {
      return response.body();
    }
  }

  /**
   * Asks for something that is there.
   *
   * @param what it is, to follow "The"
   * @throws HubException when it can't be had; the message says why
   */
  Answer get(String pathAndQuery, String what) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    URI first = hub.url(pathAndQuery, environment);
    URI url = first;
    Optional<String> commit = Optional.empty();
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      HttpResponse<InputStream> answer = ask(client, url, isSame(url, first), what);
      commit = commit(answer).or(orElse(commit));
      if (answer.statusCode() / 100 != 3) {
        check(answer, what);
        return new Answer(answer, commit);
      }
      answer.body().close();
      url = next(url, answer, what);
    }
    throw new HubException("The " + what + " can't be downloaded: it is sent from host to host.");
  }

  private static Supplier<Optional<String>> orElse(Optional<String> before) {
    return () -> before;
  }

  private static Optional<String> commit(HttpResponse<InputStream> answer) {
    return answer.headers().firstValue("x-repo-commit").filter(HubPage::isCommit);
  }

  /** Also no other scheme, by which the token could be read on its way. */
  private static boolean isSame(URI url, URI hub) {
    return Objects.equals(url.getAuthority(), hub.getAuthority())
        && Objects.equals(url.getScheme(), hub.getScheme());
  }

  private HttpResponse<InputStream> ask(HttpClient client, URI url, boolean isHub, String what)
      throws IOException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(FIRST_BYTE);
      if (isHub) {
        hub.token(environment)
            .ifPresent(token -> request.header("Authorization", "Bearer " + token));
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IllegalArgumentException e) {
      // Its message would show what is wrong with the header or the address.
      throw new HubException(
          "The " + what + " can't be asked for: " + hub.tokenVariable() + " can't be sent.");
    } catch (ConnectException e) {
      throw new HubException(
          "The " + what + " can't be downloaded: no connection to " + url.getHost() + ".", e);
    }
  }

  private static URI next(URI url, HttpResponse<InputStream> answer, String what) {
    try {
      URI next = url.resolve(answer.headers().firstValue("location").orElse(""));
      if (next.getHost() != null && !next.equals(url)) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      // It is said below.
    }
    throw new HubException("The " + what + " is said to be elsewhere, not where.");
  }

  private void check(HttpResponse<InputStream> answer, String what) throws IOException {
    int status = answer.statusCode();
    if (status == 200) {
      return;
    }
    answer.body().close();
    switch (status) {
      case 401, 403 ->
          throw new HubException(
              "The "
                  + what
                  + " isn't for everybody, or isn't there (status "
                  + status
                  + "): set "
                  + hub.tokenVariable()
                  + " to a token of somebody who may read it.");
      case 404 -> throw new HubException("There is no " + what + " (status 404).", true);
      default ->
          throw new HubException("The " + what + " can't be downloaded: status " + status + ".");
    }
  }
}
