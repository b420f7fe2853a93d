package llmbench.simserver.http;

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
import java.util.HashSet;
import java.util.Set;

/**
 * The fields of a {@code multipart/form-data} body.
 *
 * @param texts by name
 * @param files names of those that are files with something in them
 */
public record FormFields(ObjectNode texts, Set<String> files) {

  public FormFields {
    files = Set.copyOf(files);
  }

  /**
   * Reads a request's form.
   *
   * @throws ApiError when its body is none
   */
  public static FormFields of(Exchange exchange) throws ApiError {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            exchange.path(),
            Unpooled.wrappedBuffer(exchange.body()));
    request
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, exchange.header(HttpHeaderNames.CONTENT_TYPE));
    try {
      return read(new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request));
    } catch (HttpPostRequestDecoder.ErrorDataDecoderException | IOException e) {
      throw ApiError.badRequest("There was an error parsing the body", null);
    } finally {
      request.release();
    }
  }

  private static FormFields read(HttpPostRequestDecoder decoder) throws IOException {
    try {
      ObjectNode texts = JsonNodeFactory.instance.objectNode();
      Set<String> files = new HashSet<>();
      for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
        if (part instanceof FileUpload upload && upload.length() > 0) {
          files.add(upload.getName());
        } else if (part instanceof Attribute attribute) {
          texts.put(attribute.getName(), attribute.getValue());
        }
      }
      return new FormFields(texts, files);
    } finally {
      decoder.destroy();
    }
  }
}
