package llmbench.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import llmbench.dataset.ContentParts.WrongPart;
import llmbench.dataset.picture.Picture;
import llmbench.dataset.picture.PictureException;

/** Pictures of a URL, read here: {@code fetch_image} of vLLM's {@code multimodal/utils.py}. */
final class FetchedPicture {

  private static final String FILE = "file://";
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private FetchedPicture() {}

  /**
   * The picture of a file or of a server.
   *
   * @param url with {@code file://}, {@code http://} or {@code https://}
   */
  static Picture of(String url) throws WrongPart {
    try {
      return Picture.read(url.startsWith(FILE) ? read(url) : fetched(url));
    } catch (PictureException e) {
      throw new WrongPart("its picture " + url + " " + e.getMessage());
    }
  }

  private static byte[] read(String url) throws WrongPart {
    // As url2pathname: a plus is a plus.
    String path = url.substring(FILE.length()).replace("+", "%2B");
    try {
      return NamedFile.bytes(URLDecoder.decode(path, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new WrongPart("its picture " + url + " can't be read; paths are looked for from here");
    } catch (IllegalArgumentException e) {
      throw new WrongPart("its picture " + url + " isn't a URL: % stands before two digits");
    }
  }

  private static byte[] fetched(String url) throws WrongPart {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(LONGEST)
            .build();
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST).build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new WrongPart("its picture " + url + " was answered with " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException | IllegalArgumentException e) {
      throw new WrongPart("its picture " + url + " can't be fetched");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WrongPart("its picture " + url + " was not waited for");
    }
  }
}
