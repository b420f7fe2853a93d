package llmbench.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows. */
public final class Bytes {

  private byte[] array;
  private int size;

  public Bytes(int capacity) {
    array = new byte[capacity];
  }

  public void append(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, array, size, end - start);
    size += end - start;
  }

  public void append(int value) {
    reserve(1);
    array[size++] = (byte) value;
  }

  /** Appends a Unicode code point as UTF-8. */
  public void appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      append(codePoint);
    } else if (codePoint < 0x800) {
      append(0xC0 | (codePoint >> 6));
      append(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      append(0xE0 | (codePoint >> 12));
      append(0x80 | ((codePoint >> 6) & 0x3F));
      append(0x80 | (codePoint & 0x3F));
    } else {
      append(0xF0 | (codePoint >> 18));
      append(0x80 | ((codePoint >> 12) & 0x3F));
      append(0x80 | ((codePoint >> 6) & 0x3F));
      append(0x80 | (codePoint & 0x3F));
    }
  }

  public void clear() {
    size = 0;
  }

  /** Forgets all behind the first {@code length} bytes. */
  public void cutTo(int length) {
    size = length;
  }

  public int size() {
    return size;
  }

  /** The bytes themselves, up to {@link #size()}; valid until the next change. */
  public byte[] array() {
    return array;
  }

  /** The bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String text() {
    return new String(array, 0, size, StandardCharsets.UTF_8);
  }

  private void reserve(int more) {
    if (array.length - size < more) {
      array = Arrays.copyOf(array, Math.max(Math.max(16, array.length * 2), size + more));
    }
  }
}
