package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopBuffersTest {

  private static final ByteBufAllocator POOL = PooledByteBufAllocator.DEFAULT;

  @Test
  void oneBufferTakesReadAfterReadOfAllConnections() {
    onALoop(
        () -> {
          ByteBuf first = read(connection());
          first.writeLong(1).readByte();
          first.release();
          ByteBuf second = read(connection());
          assertThat(second).isSameAs(first);
          assertThat(second.readableBytes()).isZero();
          assertThat(second.writableBytes()).isEqualTo(LoopBuffers.BYTES);
          second.release();
        });
  }

  @Test
  void whatSomebodyStillHoldsIsNotReadInto() {
    onALoop(
        () -> {
          ByteBuf held = read(connection()).writeLong(42);
          ByteBuf slice = held.retainedSlice(0, 8);
          held.release();
          ByteBuf other = read(connection());
          other.writeLong(7);
          assertThat(slice.getLong(0)).isEqualTo(42);
          other.release();
          assertThat(other.refCnt()).isZero();
          slice.release();
          ByteBuf again = read(connection());
          assertThat(again).isSameAs(held);
          again.release();
        });
  }

  @Test
  void eachLoopHasItsOwnAndTheSystemHasItBackBehindIt() {
    List<ByteBuf> buffers = new CopyOnWriteArrayList<>();
    onALoop(() -> buffers.add(released(read(connection()))));
    onALoop(() -> buffers.add(released(read(connection()))));
    assertThat(buffers.get(0)).isNotSameAs(buffers.get(1));
    assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
  }

  private static RecvByteBufAllocator.ExtendedHandle connection() {
    RecvByteBufAllocator.ExtendedHandle handle = LoopBuffers.INSTANCE.newHandle();
    handle.reset(new DefaultChannelConfig(new EmbeddedChannel()));
    return handle;
  }

  private static ByteBuf read(RecvByteBufAllocator.ExtendedHandle connection) {
    return connection.allocate(POOL);
  }

  private static ByteBuf released(ByteBuf buffer) {
    buffer.release();
    return buffer;
  }

  /** Netty clears a loop's own things away when its thread ends. */
  private static void onALoop(Runnable work) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread loop = new FastThreadLocalThread(work);
    loop.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    loop.start();
    try {
      loop.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(thrown.get()).isNull();
  }
}
