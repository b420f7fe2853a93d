package llmbench.runlog;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import llmbench.files.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, read in blocks of which the last few are kept: for readers that go through
 * it mostly in order. Opened anew for each block, so nothing is to be closed. One thread.
 */
final class FileBlocks {

  private static final int BLOCK_BYTES = 1 << 16;

  /** Eight megabytes: the lines of some thousand requests that were in flight together. */
  private static final int KEPT = 128;

  private final Path file;

  /** Each block has one place where it may be. */
  private final @Nullable ByteBuffer[] blocks = new @Nullable ByteBuffer[KEPT];

  private final long[] numbers = new long[KEPT];

  FileBlocks(Path file) {
    this.file = file;
  }

  /**
   * Copies the bytes from {@code offset} on into {@code target}.
   *
   * @throws EOFException if the file has no longer that many
   */
  void read(long offset, byte[] target, int length) throws IOException {
    int done = 0;
    while (done < length) {
      long at = offset + done;
      ByteBuffer block = block(at / BLOCK_BYTES);
      int from = (int) (at % BLOCK_BYTES);
      int some = Math.min(length - done, block.limit() - from);
      if (some <= 0) {
        throw new EOFException("it is shorter now");
      }
      block.get(from, target, done, some);
      done += some;
    }
  }

  private ByteBuffer block(long number) throws IOException {
    int place = (int) (number % KEPT);
    ByteBuffer block = blocks[place];
    if (block != null && numbers[place] == number) {
      return block;
    }
    if (block == null) {
      block = ByteBuffer.allocate(BLOCK_BYTES);
      blocks[place] = block;
    }
    // Whatever goes wrong, what is half read is not taken for a block.
    numbers[place] = -1;
    block.clear();
    try (FileChannel channel = PlainFile.channel(file)) {
      long position = number * BLOCK_BYTES;
      while (block.hasRemaining() && channel.read(block, position + block.position()) >= 0) {}
    }
    block.flip();
    numbers[place] = number;
    return block;
  }
}
