package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A slot of one event loop, for whichever request comes next; it outlives users. */
final class KeptSlot implements Slot {

  private final LoopConnections owner;
  private final long clientId;
  private @Nullable Channel connection;
  private boolean spare;
  private long spareSinceNanos;

  /** An empty one. */
  KeptSlot(LoopConnections owner, long clientId) {
    this.owner = owner;
    this.clientId = clientId;
  }

  @Override
  public long clientId() {
    return clientId;
  }

  @Override
  public void on(Channel used) {
    if (used != connection) {
      connection = used;
      owner.opened();
      used.closeFuture().addListener(closed -> owner.closed(this));
    }
  }

  @Override
  public void over(boolean hadToConnect) {
    owner.over(this, hadToConnect);
  }

  /** Whether its connection is open, as far as we were told. */
  boolean isOpen() {
    return connection != null && connection.isActive();
  }

  /**
   * Whether a request can be written on its connection. One that the other side has closed, or has
   * sent something on, is closed; who relies on that it was told of it, connects in vain.
   *
   * @param unasked is told how bytes begin that no request had asked for
   */
  boolean isFit(Consumer<String> unasked) {
    Channel open = connection;
    if (open == null || !open.isActive()) {
      return false;
    }
    Optional<ByteBuf> unread = ReadClock.of(open).unread(open);
    if (unread.isPresent()) {
      if (unread.get().isReadable()) {
        unasked.accept(UnreadBytes.beginning(unread.get()));
      }
      close();
    }
    return unread.isEmpty();
  }

  /** It was opened ahead, and no request went over it yet. */
  void becomeSpare(long nowNanos) {
    spare = true;
    spareSinceNanos = nowNanos;
  }

  /** Whether it was a spare until now, and is no more. */
  boolean wasSpare() {
    boolean was = spare;
    spare = false;
    return was;
  }

  /** When it became one. */
  long spareSinceNanos() {
    return spareSinceNanos;
  }

  /** Closes its connection, if there is one. */
  void close() {
    if (connection != null) {
      ChannelFuture unused = connection.close();
    }
  }
}
