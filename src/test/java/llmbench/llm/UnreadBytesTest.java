package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in a socket, on each transport that Gatling's client may have. */
class UnreadBytesTest {

  /** A transport. */
  enum Transport {
    NIO,
    EPOLL;

    boolean isThere() {
      return this == NIO || Epoll.isAvailable();
    }

    IoHandlerFactory io() {
      return this == NIO ? NioIoHandler.newFactory() : EpollIoHandler.newFactory();
    }

    Class<? extends Channel> channel() {
      return this == NIO ? NioSocketChannel.class : EpollSocketChannel.class;
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void onAQuietConnectionThereIsNothing(Transport transport) throws Exception {
    try (Ends ends = new Ends(transport)) {
      assertThat(ends.take()).isEmpty();
      assertThat(ends.take()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void bytesThatNobodyHasReadAreFound(Transport transport) throws Exception {
    try (Ends ends = new Ends(transport)) {
      ends.server
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(ends.takeOnceThere()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aConnectionThatTheOtherSideHasClosedHasNone(Transport transport) throws Exception {
    try (Ends ends = new Ends(transport)) {
      ends.server.close();
      assertThat(ends.takeOnceThere()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void soHasOneThatIsReset(Transport transport) throws Exception {
    try (Ends ends = new Ends(transport)) {
      ends.server.setSoLinger(true, 0);
      ends.server.close();
      assertThat(ends.takeOnceThere()).isEmpty();
    }
  }

  @Test
  void aTransportThatDoesNotLetUsLookHasNothingToShow() {
    EmbeddedChannel other = new EmbeddedChannel();
    assertThat(UnreadBytes.take(other)).isEmpty();
    other.finishAndReleaseAll();
  }

  @Test
  void peopleAreShownOneLineOfTheBeginning() {
    ByteBuf bytes =
        Unpooled.copiedBuffer("a\r\n\u001b[2Jb" + "c".repeat(200), StandardCharsets.UTF_8);
    assertThat(UnreadBytes.beginning(bytes)).startsWith("a [2Jbccc").hasSizeLessThan(128);
    assertThat(bytes.readerIndex()).isZero();
  }

  /** Both ends of a connection whose event loop reads nothing. */
  private static final class Ends implements AutoCloseable {
    private final EventLoopGroup loops;
    private final Channel channel;
    private final Socket server;

    Ends(Transport transport) throws IOException, InterruptedException {
      assumeThat(transport.isThere()).isTrue();
      loops = new MultiThreadIoEventLoopGroup(1, transport.io());
      try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        channel =
            new Bootstrap()
                .group(loops)
                .channel(transport.channel())
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(listening.getLocalSocketAddress())
                .sync()
                .channel();
        server = listening.accept();
      }
    }

    Optional<ByteBuf> take() throws Exception {
      return loops.submit(() -> UnreadBytes.take(channel)).get(10, TimeUnit.SECONDS);
    }

    /** What was sent is on its way for a moment, also within a machine. */
    String takeOnceThere() throws Exception {
      Optional<ByteBuf> there = take();
      while (there.isEmpty()) {
        Thread.onSpinWait();
        there = take();
      }
      return UnreadBytes.beginning(there.get());
    }

    @Override
    public void close() throws IOException {
      server.close();
      channel.close().syncUninterruptibly();
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }
}
