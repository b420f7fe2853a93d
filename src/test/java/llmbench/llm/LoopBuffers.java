package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Reads into one buffer for each event loop, over and over. Whoever reads a token is done with its
 * bytes when the read is; so a buffer need not be taken from the pool and given back for each, and
 * the one stays in the core's cache. While somebody still holds it, reads get buffers of the pool.
 */
final class LoopBuffers extends DefaultMaxMessagesRecvByteBufAllocator {

  static final LoopBuffers INSTANCE = new LoopBuffers();

  /** As Netty's largest. */
  static final int BYTES = 64 << 10;

  /** Of the pool's. */
  private static final int OTHER_BYTES = 2 << 10;

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

  private LoopBuffers() {}

  @Override
  public ExtendedHandle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public ByteBuf allocate(ByteBufAllocator pool) {
        ByteBuf ours = OF_LOOP.get();
        return ours.refCnt() == 1 ? ours.clear().retain() : pool.ioBuffer(OTHER_BYTES);
      }

      @Override
      public int guess() {
        return BYTES;
      }
    };
  }
}
