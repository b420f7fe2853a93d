package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Reads into one buffer for each event loop, over and over. Whoever reads a token is done with its
 * bytes when the read is; so a buffer need not be taken from the pool and given back for each, and
 * the one stays in the core's cache. While somebody still holds it, reads get what Netty would have
 * given them: buffers of the pool, as large as the last reads.
 */
final class LoopBuffers implements MaxMessagesRecvByteBufAllocator {

  static final LoopBuffers INSTANCE = new LoopBuffers();

  /** As Netty's largest. */
  static final int BYTES = 64 << 10;

  /** As many reads of a connection one after the other as Netty's own sockets make. */
  private static final int READS_AT_ONCE = 16;

  private static final FastThreadLocal<ByteBuf> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
          return Unpooled.directBuffer(BYTES, BYTES);
        }

        @Override
        protected void onRemoval(ByteBuf buffer) {
          buffer.release();
        }
      };

  private final AdaptiveRecvByteBufAllocator others = new AdaptiveRecvByteBufAllocator();

  private LoopBuffers() {
    maxMessagesPerRead(READS_AT_ONCE);
  }

  @Override
  public int maxMessagesPerRead() {
    return others.maxMessagesPerRead();
  }

  @Override
  public MaxMessagesRecvByteBufAllocator maxMessagesPerRead(int reads) {
    others.maxMessagesPerRead(reads);
    return this;
  }

  @Override
  public ExtendedHandle newHandle() {
    return new OneConnection((ExtendedHandle) others.newHandle());
  }

  /** Netty keeps one for each connection; on its event loop. */
  private static final class OneConnection extends DelegatingHandle implements ExtendedHandle {

    private final ExtendedHandle others;

    OneConnection(ExtendedHandle others) {
      super(others);
      this.others = others;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator pool) {
      ByteBuf ours = OF_LOOP.get();
      return ours.refCnt() == 1 ? ours.clear().retain() : others.allocate(pool);
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
      return others.continueReading(maybeMore);
    }
  }
}
