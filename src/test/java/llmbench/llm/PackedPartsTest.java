package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import llmbench.llm.testing.HostileEncodings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As much of a packed body is unpacked as somebody wants. */
class PackedPartsTest {

  private static final int MIB = 1 << 20;

  private final Reader reader = new Reader();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new PackedParts(), new HttpContentDecompressor(0), reader);

  @ParameterizedTest
  @ValueSource(strings = {"content-encoding", "transfer-encoding"})
  void ofTwoHundredMebibytesOfBrotliOnlyWhatTheReaderTakesIsUnpacked(String header) {
    assumeThat(Encodings.canRead("br")).isTrue();
    byte[] bomb = HostileEncodings.brotliBomb();
    assertThat(bomb).hasSizeLessThan(200);
    reader.enough = 8 * MIB;
    head(header, header.startsWith("content") ? "br" : "br, chunked");
    channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(bomb)));
    assertThat(reader.seen).isBetween(8L * MIB, 80L * MIB);
  }

  @ParameterizedTest
  @CsvSource({"gzip, 1", "gzip, 1000", "X-GZIP, 100000", "identity, 100000", "cramped, 1000"})
  void whatIsPackedComesOutWholeAndEnds(String encoding, int length) throws IOException {
    String text = "x".repeat(length);
    boolean gzip = encoding.endsWith("zip") || encoding.endsWith("ZIP");
    byte[] body = gzip ? gzip(text) : text.getBytes(StandardCharsets.UTF_8);
    head("content-encoding", encoding);
    LastHttpContent last = new DefaultLastHttpContent(Unpooled.wrappedBuffer(body));
    last.trailingHeaders().set("x-trailer", "a");
    channel.writeInbound(last);
    assertThat(reader.seen).isEqualTo(length);
    assertThat(reader.trailer).isEqualTo("a");
  }

  @Test
  void whatIsNotPackedPassesAsItCame() {
    channel.writeInbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[MIB])));
    assertThat(reader.parts).isEqualTo(1);
  }

  private void head(String name, String value) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("transfer-encoding", "chunked").set(name, value);
    channel.writeInbound(head);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  /** Counts what comes, and closes when it is enough. */
  private static final class Reader extends ChannelInboundHandlerAdapter {
    private long enough = Long.MAX_VALUE;
    private long seen;
    private int parts;
    private String trailer = "";

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpContent content) {
        ByteBuf bytes = content.content();
        seen += bytes.readableBytes();
        parts++;
        if (seen > enough) {
          var unused = context.close();
        }
      }
      if (message instanceof LastHttpContent last) {
        trailer = last.trailingHeaders().get("x-trailer", "");
      }
      ReferenceCountUtil.release(message);
    }
  }
}
