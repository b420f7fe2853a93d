package llmbench.simserver;

import io.netty.channel.Channel;

/** Writes to a connection. That a write failed shows as the connection's end, so nobody waits. */
final class Wire {

  private Wire() {}

  @SuppressWarnings("FutureReturnValueIgnored")
  static void write(Channel channel, Object message) {
    channel.write(message, channel.voidPromise());
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  static void writeAndFlush(Channel channel, Object message) {
    channel.writeAndFlush(message, channel.voidPromise());
  }
}
