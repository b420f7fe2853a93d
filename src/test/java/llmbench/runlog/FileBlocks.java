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

  private static final int MOST_BLOCK_BYTES = 1 << 16;
  private static final int LEAST_BLOCK_BYTES = 1 << 12;

  /** Of one file, eight megabytes: the lines of some thousand requests that were in flight. */
  private static final int MOST_KEPT = 128;

  /** Of one of many, whose clients had the fewer in flight each. */
  private static final int LEAST_KEPT = 4;

  /** Of all files that are read together, but for the least of each. */
  private static final int KEPT_BYTES = 1 << 24;

  private final Path file;
  private final int blockBytes;

  /** Each block has one place where it may be. */
  private final @Nullable ByteBuffer[] blocks;

  private final long[] numbers;

  /**
   * The bytes of a file.
   *
   * @param files how many are read together, which share the memory
   */
  FileBlocks(Path file, int files) {
    this.file = file;
    int share = KEPT_BYTES / files;
    blockBytes = Math.max(LEAST_BLOCK_BYTES, Math.min(MOST_BLOCK_BYTES, share / LEAST_KEPT));
    int kept = Math.max(LEAST_KEPT, Math.min(MOST_KEPT, share / blockBytes));
    blocks = new @Nullable ByteBuffer[kept];
    numbers = new long[kept];
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
      ByteBuffer block = block(at / blockBytes);
      int from = (int) (at % blockBytes);
      int some = Math.min(length - done, block.limit() - from);
      if (some <= 0) {
        throw new EOFException("it is shorter now");
      }
      block.get(from, target, done, some);
      done += some;
    }
  }

  private ByteBuffer block(long number) throws IOException {
    int place = (int) (number % blocks.length);
    ByteBuffer block = blocks[place];
    if (block != null && numbers[place] == number) {
      return block;
    }
    if (block == null) {
      block = ByteBuffer.allocate(blockBytes);
      blocks[place] = block;
    }
    // Whatever goes wrong, what is half read is not taken for a block.
    numbers[place] = -1;
    block.clear();
    try (FileChannel channel = PlainFile.channel(file)) {
      long position = number * blockBytes;
      while (block.hasRemaining() && channel.read(block, position + block.position()) >= 0) {}
    }
    block.flip();
    numbers[place] = number;
    return block;
  }
}
