package llmbench.simserver.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Answers that are written at once. */
public final class Answers {

  public static final String SERVER = "llm-bench-simulated-vllm";

  private static final int VECTOR_BYTES = 16;

  private Answers() {}

  public static FullHttpResponse json(HttpResponseStatus status, String body) {
    return of(status, "application/json", body);
  }

  /**
   * Vectors as bytes, four of each.
   *
   * @param metadata what else there is to say, in a header of that name; null for nothing
   */
  public static FullHttpResponse bytes(int vectors, @Nullable String metadata) {
    FullHttpResponse response =
        of(HttpResponseStatus.OK, "application/octet-stream", "\0".repeat(VECTOR_BYTES * vectors));
    if (metadata != null) {
      response.headers().set("metadata", metadata);
    }
    return response;
  }

  /** A refusal in vLLM's shape. */
  public static FullHttpResponse refusal(ApiError error) {
    return json(HttpResponseStatus.valueOf(error.status()), error.json());
  }

  /** What the framework below vLLM says when a request never gets as far as vLLM. */
  public static FullHttpResponse detail(HttpResponseStatus status) {
    return json(status, "{\"detail\":\"" + status.reasonPhrase() + "\"}");
  }

  public static FullHttpResponse of(HttpResponseStatus status, String contentType, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bytes));
    response
        .headers()
        .set(HttpHeaderNames.SERVER, SERVER)
        .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    if (bytes.length > 0) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    }
    return response;
  }
}
