package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One answer for each request, and what else comes ends the connection. */
class AnswerCodecTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\n";
  private static final String MINE = HEAD + "content-length: 4\r\n\r\nmine";
  private static final String CHUNKED =
      HEAD + "transfer-encoding: chunked\r\n\r\n4\r\nmine\r\n0\r\n\r\n";
  private static final String FOREIGN = HEAD + "content-length: 7\r\n\r\nforeign";

  private final List<String> unasked = new ArrayList<>();
  private boolean hasRead = true;
  private final AnswerCodec codec = new AnswerCodec(new Connection());
  private final EmbeddedChannel channel = new EmbeddedChannel(codec);

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {MINE, CHUNKED})
  void anAnswerIsGivenToEachRequestOfAConnection(String answer) {
    for (int i = 0; i < 3; i++) {
      ask(HttpMethod.POST);
      come(answer);
      assertThat(seen()).isEqualTo("200 mine end");
    }
    assertThat(channel.isOpen()).isTrue();
    assertThat(unasked).isEmpty();
  }

  /** However the bytes are cut into reads: those behind an answer may come with its last one. */
  @ParameterizedTest
  @ValueSource(strings = {MINE, CHUNKED})
  void aSecondAnswerIsNobodysWhereverTheReadsEnd(String answer) {
    String both = answer + FOREIGN;
    for (int cut = 1; cut < both.length(); cut++) {
      List<String> found = new ArrayList<>();
      EmbeddedChannel one = new EmbeddedChannel(new AnswerCodec(new Connection(found)));
      write(one, HttpMethod.POST);
      read(one, both.substring(0, cut));
      read(one, both.substring(cut));
      assertThat(seen(one)).as("cut at %d", cut).isEqualTo("200 mine end");
      assertThat(one.isOpen()).isFalse();
      // A read that ends the answer may have some of it.
      assertThat(found).singleElement().asString().isNotEmpty();
      assertThat(FOREIGN.replaceAll("\\s+", " ")).startsWith(found.get(0).replaceAll("\\s+", " "));
      one.finishAndReleaseAll();
    }
  }

  @Test
  void theRestOfAnAnswerWhoseLengthIsTooSmallIsNobodys() {
    ask(HttpMethod.POST);
    come(HEAD + "content-length: 4\r\n\r\nmine, all of it");
    assertThat(seen()).isEqualTo("200 mine end");
    assertThat(channel.isOpen()).isFalse();
    assertThat(unasked).containsExactly(", all of it");
  }

  @Test
  void whatComesBeforeTheFirstRequestIsNobodys() {
    come(FOREIGN);
    assertThat(seen()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
    assertThat(unasked).hasSize(1);
  }

  @Test
  void whatWasReadBeforeTheRequestWasWrittenIsNobodys() {
    ask(HttpMethod.POST);
    hasRead = false;
    come(MINE);
    assertThat(seen()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
    assertThat(unasked).hasSize(1);
  }

  @Test
  void whatComesForARequestThatIsOverIsNobodys() {
    ask(HttpMethod.POST);
    codec.over();
    come(MINE);
    assertThat(seen()).isEmpty();
    assertThat(unasked).hasSize(1);
  }

  /** As Gatling's client closes one whose answer says {@code Connection: close}. */
  @Test
  void ofAConnectionThatIsClosedWithItsAnswerNothingIsTold() {
    ChannelInboundHandlerAdapter closing =
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
              var unused = context.close();
            }
            ReferenceCountUtil.release(message);
          }
        };
    EmbeddedChannel one = new EmbeddedChannel(new AnswerCodec(new Connection()), closing);
    write(one, HttpMethod.POST);
    read(one, MINE + FOREIGN);
    assertThat(one.isOpen()).isFalse();
    assertThat(unasked).isEmpty();
    one.finishAndReleaseAll();
  }

  /** TLS that can't be gone on with, say. */
  @Test
  void whatCanNotBeDecodedBeforeItIsHttpIsNobodysEither() {
    channel.pipeline().fireExceptionCaught(new DecoderException("no record"));
    assertThat(channel.isOpen()).isFalse();
    assertThat(unasked).containsExactly("");
    assertThatThrownBy(channel::checkException).isInstanceOf(DecoderException.class);
  }

  /** RFC 9112, 9.2: an empty line behind an answer is no reason to close. */
  @Test
  void lineEndsBetweenAnswersAreNothing() {
    ask(HttpMethod.POST);
    come(MINE + "\r\n");
    come("\r\n\n");
    assertThat(seen()).isEqualTo("200 mine end");
    ask(HttpMethod.POST);
    come(MINE);
    assertThat(seen()).isEqualTo("200 mine end");
    assertThat(unasked).isEmpty();
  }

  @Test
  void anInterimAnswerIsNotTheLastOne() {
    ask(HttpMethod.POST);
    come("HTTP/1.1 100 Continue\r\n\r\n" + MINE);
    assertThat(seen()).isEqualTo("100 end 200 mine end");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void theAnswerToAHeadHasALengthAndNoBody() {
    ask(HttpMethod.HEAD);
    come(HEAD + "content-length: 4\r\n\r\n");
    assertThat(seen()).isEqualTo("200 end");
    ask(HttpMethod.GET);
    come(MINE);
    assertThat(seen()).isEqualTo("200 mine end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void anAnswerThatHasNoBodyDoesNotTakeOne(String status) {
    ask(HttpMethod.POST);
    come("HTTP/1.1 " + status + "\r\ncontent-length: 4\r\n\r\nmore");
    assertThat(seen()).isEqualTo(status.substring(0, 3) + " end");
    assertThat(unasked).containsExactly("more");
  }

  private void ask(HttpMethod method) {
    write(channel, method);
  }

  private static void write(EmbeddedChannel to, HttpMethod method) {
    to.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, "/"));
    to.releaseOutbound();
  }

  private void come(String bytes) {
    read(channel, bytes);
  }

  private static void read(EmbeddedChannel from, String bytes) {
    if (from.isOpen()) {
      from.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }
  }

  private String seen() {
    return seen(channel);
  }

  private static String seen(EmbeddedChannel from) {
    StringBuilder text = new StringBuilder();
    for (HttpObject part = from.readInbound(); part != null; part = from.readInbound()) {
      if (part instanceof HttpResponse head) {
        text.append(' ').append(head.status().code()).append(' ');
      }
      if (part instanceof HttpContent content) {
        text.append(content.content().toString(StandardCharsets.US_ASCII));
      }
      if (part instanceof LastHttpContent) {
        text.append(" end");
      }
      ReferenceCountUtil.release(part);
    }
    return text.toString().strip().replaceAll(" +", " ");
  }

  private final class Connection implements AnswerCodec.Owner {

    private final List<String> found;

    Connection() {
      this(unasked);
    }

    Connection(List<String> found) {
      this.found = found;
    }

    @Override
    public boolean hasRead() {
      return hasRead;
    }

    @Override
    public void unasked(ByteBuf bytes) {
      found.add(UnreadBytes.beginning(bytes));
    }
  }
}
