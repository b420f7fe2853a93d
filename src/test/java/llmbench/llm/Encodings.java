package llmbench.llm;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an answer may be packed in. Netty's decompressor, which unpacks it in Gatling's client, lets
 * whatever it doesn't know pass as it is, and says nothing. No encoding is asked for unless the
 * request does so itself; a server or a proxy may pack its answer nevertheless.
 */
final class Encodings {

  /** Zlib's, which are there on every machine. */
  private static final Set<String> ZLIB = names("gzip", "x-gzip", "deflate", "x-deflate");

  private static final Set<String> NONE = names("", "identity");

  /** Some of these need a library that not every machine has. */
  private static final List<String> KNOWN = List.of("gzip", "deflate", "br", "zstd", "snappy");

  private Encodings() {}

  private static Set<String> names(String... all) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(List.of(all));
    return names;
  }

  /** Whether it is one of zlib's. */
  static boolean isZlib(String encoding) {
    return ZLIB.contains(encoding.strip());
  }

  /** Whether it is named, and is none that changes anything. */
  static boolean isPacked(@Nullable String encoding) {
    return encoding != null && !NONE.contains(encoding.strip());
  }

  /**
   * Whether an answer can be read.
   *
   * @param encoding its Content-Encoding; null where it has none
   */
  static boolean canRead(@Nullable String encoding) {
    return encoding == null || !isPacked(encoding) || isZlib(encoding) || unpacks(encoding);
  }

  /** Those that can be read here, for people. */
  static String readable() {
    return KNOWN.stream().filter(Encodings::canRead).collect(Collectors.joining(", "));
  }

  /** By what it does: it takes the header away from what it unpacks. */
  private static boolean unpacks(String encoding) {
    EmbeddedChannel channel = new EmbeddedChannel(new HttpContentDecompressor(0));
    try {
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      head.headers().set(HttpHeaderNames.CONTENT_ENCODING, encoding);
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      channel.writeInbound(head);
      HttpMessage seen = channel.readInbound();
      return !seen.headers().contains(HttpHeaderNames.CONTENT_ENCODING);
    } finally {
      var unused = channel.finishAndReleaseAll();
    }
  }

  /** Whether a body with these headers comes in chunks and is nothing else. */
  static boolean isPlainlyChunked(HttpHeaders headers) {
    return !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        && "chunked".equalsIgnoreCase(headers.get(HttpHeaderNames.TRANSFER_ENCODING));
  }
}
