package llmbench.llm;

import io.gatling.http.client.Request;
import io.gatling.http.client.body.RequestBody;
import io.gatling.http.client.body.bytearray.ByteArrayRequestBody;
import io.gatling.http.client.body.string.StringRequestBody;
import io.gatling.http.client.body.stringchunks.StringChunksRequestBody;
import io.gatling.http.client.uri.Uri;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerType;

/** A request as it is sent: with what Gatling's protocol and its client have added. */
public final class AsSent {

  private static final byte[] NONE = {};

  private final Request request;

  AsSent(Request request) {
    this.request = request;
  }

  /** A header's value; empty when it isn't sent. */
  public String header(String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /** Scheme, host and port of its address, such as {@code http://127.0.0.1:8000}. */
  public String server() {
    Uri uri = request.getUri();
    return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getExplicitPort();
  }

  /**
   * Its body; empty where that is not held in memory. It may be large and is made by this call: not
   * on an event loop.
   */
  public byte[] body() {
    RequestBody body = request.getBody();
    boolean held =
        body instanceof StringRequestBody
            || body instanceof StringChunksRequestBody
            || body instanceof ByteArrayRequestBody;
    return held ? body.getBytes() : NONE;
  }

  /** Whether it asks for a stream, by what asks for one in an API of that form. */
  boolean isForStream(AnswerForm form) {
    RequestBody body = request.getBody();
    return body != null && form.askedForBy(body.getBytes()) == AnswerType.STREAM;
  }
}
