package llmbench.llm;

import java.util.Arrays;

/** What is kept of an answer's body: the beginning, up to a limit. */
final class KeptBody {

  private byte[] bytes = {};
  private int size;

  /** Adds a part, as far as it fits into {@code most} bytes. */
  void add(byte[] part, int from, int length, int most) {
    int kept = Math.min(length, Math.max(0, most - size));
    if (bytes.length - size < kept) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.min(bytes.length * 2, most), size + kept));
    }
    System.arraycopy(part, from, bytes, size, kept);
    size += kept;
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
