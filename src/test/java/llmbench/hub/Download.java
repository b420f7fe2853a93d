package llmbench.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import llmbench.files.Folder;

/**
 * Brings one file of a hub into its cache: whole, or not at all.
 *
 * <p>A hub sends whoever asks for a large file on to another host. The token is for the hub alone,
 * so it isn't sent there.
 */
final class Download {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration FIRST_BYTE = Duration.ofSeconds(60);
  private static final int MOST_HOPS = 5;
  private static final int MEGABYTE = 1_000_000;
  private static final String WITHOUT_REVISION = "main";

  private final HubFile file;
  private final Map<String, String> environment;
  private final Consumer<String> say;

  Download(HubFile file, Map<String, String> environment, Consumer<String> say) {
    this.file = file;
    this.environment = environment;
    this.say = say;
  }

  /** Downloads it; returns where it is. */
  Path into(Path cache) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    URI url = file.hub().url(file, environment);
    say.accept("Downloading the " + file + " …");
    String host = url.getAuthority();
    String revision = WITHOUT_REVISION;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      HttpResponse<InputStream> answer = ask(client, url, url.getAuthority().equals(host));
      revision = answer.headers().firstValue("x-repo-commit").orElse(revision);
      if (answer.statusCode() / 100 == 3) {
        answer.body().close();
        url = url.resolve(next(answer));
      } else {
        return kept(answer, cache, revision);
      }
    }
    throw new HubException("The " + file + " can't be downloaded: it is sent from host to host.");
  }

  private HttpResponse<InputStream> ask(HttpClient client, URI url, boolean isHub)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(FIRST_BYTE);
    if (isHub) {
      file.hub()
          .token(environment)
          .ifPresent(token -> request.header("Authorization", "Bearer " + token));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (java.net.ConnectException e) {
      throw new HubException(
          "The " + file + " can't be downloaded: no connection to " + url.getHost() + ".", e);
    }
  }

  private String next(HttpResponse<InputStream> answer) {
    return answer
        .headers()
        .firstValue("location")
        .orElseThrow(
            () -> new HubException("The " + file + " is said to be elsewhere, not where."));
  }

  private Path kept(HttpResponse<InputStream> answer, Path cache, String revision)
      throws IOException {
    try (InputStream bytes = answer.body()) {
      check(answer.statusCode());
      Path place = file.hub().folder(cache, file.dataset(), revision).resolve(file.path());
      Folder.made(Objects.requireNonNull(place.getParent()));
      Path part = place.resolveSibling(".llm-bench-" + UUID.randomUUID() + ".part");
      try {
        long size = Files.copy(bytes, part);
        checkSize(answer, size);
        Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        say.accept("Downloaded %,.1f MB to %s".formatted((double) size / MEGABYTE, place));
        return place;
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }

  private void checkSize(HttpResponse<InputStream> answer, long size) throws IOException {
    long said = answer.headers().firstValueAsLong("content-length").orElse(size);
    if (said != size) {
      throw new IOException("only %,d of %,d bytes came".formatted(size, said));
    }
  }

  private void check(int status) {
    switch (status) {
      case 200 -> {}
      case 401, 403 ->
          throw new HubException(
              "The "
                  + file
                  + " isn't for everybody (status "
                  + status
                  + "): set "
                  + file.hub().tokenVariable()
                  + " to a token of somebody who may read it.");
      case 404 -> throw new HubException("There is no " + file + " (status 404).");
      default ->
          throw new HubException("The " + file + " can't be downloaded: status " + status + ".");
    }
  }
}
