package llmbench.simserver.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import llmbench.simserver.config.PromptCounter.Turn;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.http.Fields;

/** The form of {@code /v1/audio/transcriptions}: a file, and fields beside it. */
public final class SpeechRequest {

  private static final String FILE = "file";

  private SpeechRequest() {}

  /** The request in this form. */
  public static CompletionRequest of(Exchange exchange, SimConfig config) throws ApiError {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    boolean file = read(exchange, fields);
    if (!file) {
      throw ApiError.invalid(Fields.missing(FILE, fields));
    }
    String model = CompletionRequest.checkModel(fields, config);
    boolean stream = fields.path("stream").asText().toLowerCase(Locale.ROOT).equals("true");
    return CompletionRequest.generating(
        Shape.SPEECH,
        model,
        List.of(new Turn("user", "")),
        "max_completion_tokens",
        Fields.integer(fields, "max_completion_tokens"),
        stream,
        config);
  }

  /** Reads the fields; whether there is a file that has anything in it. */
  private static boolean read(Exchange exchange, ObjectNode fields) throws ApiError {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            exchange.path(),
            Unpooled.wrappedBuffer(exchange.body()));
    request
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, exchange.header(HttpHeaderNames.CONTENT_TYPE));
    HttpPostRequestDecoder decoder = null;
    try {
      decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request);
      boolean file = false;
      for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
        if (part instanceof FileUpload upload && upload.getName().equals(FILE)) {
          file = upload.length() > 0;
        } else if (part instanceof Attribute attribute) {
          fields.put(attribute.getName(), attribute.getValue());
        }
      }
      return file;
    } catch (HttpPostRequestDecoder.ErrorDataDecoderException | IOException e) {
      throw ApiError.badRequest("There was an error parsing the body", null);
    } finally {
      if (decoder != null) {
        decoder.destroy();
      }
      request.release();
    }
  }
}
