package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a connection's clock takes out of the reads itself, and what the HTTP decoder makes of the
 * rest, are together what the decoder alone would have made of all: it is the oracle.
 */
class ReadClockTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

  private static final String[] HEADS = {
    HEAD,
    HEAD,
    HEAD,
    HEAD,
    "HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\n",
    "HTTP/1.1 200 OK\r\nx: a\ntransfer-encoding: chunked\r\n\r\n",
    "HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n",
    "HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
    "\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
  };

  private static final String[] CONTENTS = {
    "data: a\n\n",
    "data: {\"x\":1}\r\n\r\n",
    "\r\n",
    "0\r\n\r\n",
    "5\r\nhello\r\n",
    "x",
    "\n\n\r\n",
  };

  private static final String[] ENDS = {
    "0\r\n\r\n",
    "0\r\n\r\n",
    "0\r\n\r\n",
    "0\r\nx-trailer: 1\r\n\r\n",
    "00\r\n\r\n",
    "0;a=b\r\n\r\n",
  };

  private int taken;

  @Test
  void whatTheClockTakesAndTheDecoderGetsIsWhatTheDecoderAloneWouldGet() {
    Random random = new Random(20261125);
    for (int i = 0; i < 6_000; i++) {
      byte[] bytes = answers(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int most = 1 + random.nextInt(random.nextBoolean() ? 12 : bytes.length);
      long cuts = random.nextLong();
      Seen alone = play(bytes, most, cuts, false);
      assertThat(play(bytes, most, cuts, true).text()).as("case %d", i).isEqualTo(alone.text());
    }
    // The cases are made well: there was much to take.
    assertThat(taken).isGreaterThan(1_200);
  }

  @ParameterizedTest
  @CsvSource({
    "'5\r\nhello\r\n', 1",
    "'5\r\nhello\r\n6\r\nworld!\r\n', 2",
    "'A\r\n0123456789\r\na\r\n0123456789\r\n', 2",
    "'005\r\nhello\r\n', 1",
    "'5;x=1\r\nhello\r\n', 0",
    "'5\nhello\n', 0",
    "'5\r\nhell', 0",
    "'5\r\nhello\r\n6\r\nworl', 1",
    "'0\r\n\r\n', 0",
    "'5\r\nhello\r\n0\r\n\r\n', 1",
    "'5 \r\nhello\r\n', 0",
    "'0000005\r\nhello\r\n', 0",
    "'fffffff\r\nhello\r\n', 0",
  })
  void onlyWholeChunksOfThePlainestFormAreTaken(String bytes, int chunks) {
    taken = 0;
    Pipeline pipeline = new Pipeline(true);
    pipeline.read(HEAD.getBytes(StandardCharsets.UTF_8));
    pipeline.read(bytes.getBytes(StandardCharsets.UTF_8));
    pipeline.close();
    assertThat(taken).isEqualTo(chunks);
  }

  @Test
  void whoGotNothingOfAReadIsNotToldOfItsEnd() {
    Pipeline pipeline = new Pipeline(true);
    pipeline.read(HEAD.getBytes(StandardCharsets.UTF_8));
    assertThat(pipeline.readsEnded).isEqualTo(1);
    pipeline.read("5\r\nhello\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(pipeline.readsEnded).isEqualTo(1);
    pipeline.read("5\r\nhello\r\n5\r\nhel".getBytes(StandardCharsets.UTF_8));
    assertThat(pipeline.readsEnded).isEqualTo(2);
    pipeline.close();
    assertThat(taken).isEqualTo(2);
  }

  private static String answers(Random random) {
    StringBuilder answers = new StringBuilder();
    for (int answer = random.nextInt(3); answer >= 0; answer--) {
      answers.append(any(HEADS, random));
      for (int chunk = random.nextInt(6); chunk > 0; chunk--) {
        String content = any(CONTENTS, random).repeat(1 + random.nextInt(3));
        answers.append(random.nextInt(10) == 0 ? "0" : "");
        String size = Integer.toHexString(content.length());
        answers.append(random.nextBoolean() ? size : size.toUpperCase(java.util.Locale.ROOT));
        answers.append(random.nextInt(20) == 0 ? ";ext=\"1\"" : "").append("\r\n");
        answers.append(content).append("\r\n");
      }
      answers.append(any(ENDS, random));
    }
    return answers.toString();
  }

  private static String any(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  private Seen play(byte[] bytes, int most, long cuts, boolean clocked) {
    Random random = new Random(cuts);
    Pipeline pipeline = new Pipeline(clocked);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + random.nextInt(most));
      if (random.nextInt(10) > 0) {
        // As it mostly is: an answer begins with a read, and its head is in one.
        int head = text.startsWith("HTTP/", at) ? text.indexOf("\r\n\r\n", at) + 4 : at;
        int next = text.indexOf("HTTP/", Math.max(at + 1, head));
        end = Math.max(end, head);
        end = next < 0 ? end : Math.min(end, next);
      }
      pipeline.read(Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
    return pipeline.close();
  }

  /** What came of all answers, content and ends in their order. */
  private static final class Seen {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void content(byte[] from, int start, int end) {
      bytes.write(from, start, end - start);
    }

    void mark(String what) {
      bytes.writeBytes(("<" + what + ">").getBytes(StandardCharsets.UTF_8));
    }

    String text() {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * A client's connection, with or without the clock; each answer's end begins the next request.
   */
  private final class Pipeline extends ChannelInboundHandlerAdapter implements ReadClock.Reader {
    private final Seen seen = new Seen();
    private final ReadClock clock = new ReadClock(ReadClock.Kind.PLAIN);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int readsEnded;

    Pipeline(boolean clocked) {
      channel.pipeline().addLast(new HttpClientCodec(), this);
      if (clocked) {
        channel.pipeline().addFirst(clock);
      }
      request();
    }

    private void request() {
      channel.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/"));
      channel.releaseOutbound();
      clock.begin(this, beginning -> {});
    }

    void read(byte[] bytes) {
      channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    Seen close() {
      channel.finishAndReleaseAll();
      return seen;
    }

    @Override
    public boolean chunk(byte[] bytes, int from, int to, long stampNanos) {
      taken++;
      seen.content(bytes, from, to);
      return true;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      readsEnded++;
    }

    @Override
    public void flooded() {
      seen.mark("flooded");
    }

    @Override
    public void early() {
      seen.mark("early");
    }

    @Override
    public void surplus() {
      seen.mark("surplus");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        if (message instanceof HttpResponse response) {
          boolean whole = response.decoderResult().isSuccess();
          seen.mark(whole ? response.status().toString() : "broken");
          clock.head(whole && "chunked".equals(response.headers().get("transfer-encoding")));
        }
        if (message instanceof HttpContent content) {
          ByteBuf bytes = content.content();
          byte[] copy = new byte[bytes.readableBytes()];
          bytes.getBytes(bytes.readerIndex(), copy);
          seen.content(copy, 0, copy.length);
          if (content.decoderResult().isFailure()) {
            seen.mark("broken");
          }
        }
        if (message instanceof LastHttpContent) {
          seen.mark("end");
          if (channel.isOpen()) {
            request();
          }
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }
  }
}
