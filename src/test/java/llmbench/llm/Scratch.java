package llmbench.llm;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/** Network reads come in buffers outside the heap; they are scanned from an array of the thread. */
final class Scratch {

  private static final FastThreadLocal<byte[]> ARRAY =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[64 * 1024];
        }
      };

  private Scratch() {}

  /**
   * The buffer's readable bytes, from place 0 on; none of them is taken from the buffer. Valid
   * until the thread's next call.
   */
  static byte[] of(ByteBuf buffer) {
    int length = buffer.readableBytes();
    byte[] array = ARRAY.get();
    if (array.length < length) {
      array = new byte[length];
    }
    buffer.getBytes(buffer.readerIndex(), array, 0, length);
    return array;
  }
}
