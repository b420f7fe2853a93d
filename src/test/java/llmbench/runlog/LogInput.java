package llmbench.runlog;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers and texts that simulation.log is made of. Every length is checked before anything of
 * that length is made, and every byte that has few possible values must have one of them: so a log
 * that is broken is found out soon.
 */
final class LogInput {

  /** No text that Gatling writes is longer; more is no log. */
  private static final int MAX_TEXT_BYTES = 1 << 20;

  private static final int MAX_COUNT = 100_000;

  private final InputStream in;
  private final Map<Integer, String> texts = new HashMap<>();
  private long offset;

  LogInput(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** What is read is no log of Gatling's. */
  static final class Broken extends Exception {

    private static final long serialVersionUID = 1L;

    Broken(String found) {
      super(found);
    }
  }

  /** How many bytes were read. */
  long offset() {
    return offset;
  }

  /** One byte, or -1 at the end. */
  int next() throws IOException {
    int value = in.read();
    if (value >= 0) {
      offset++;
    }
    return value;
  }

  int int32() throws IOException {
    return (octet() << 24) | (octet() << 16) | (octet() << 8) | octet();
  }

  long int64() throws IOException {
    return ((long) int32() << 32) | (int32() & 0xFFFF_FFFFL);
  }

  boolean bool() throws IOException, Broken {
    int value = octet();
    if (value > 1) {
      throw new Broken("a yes or no of " + value);
    }
    return value == 1;
  }

  /** How many entries a list has. */
  int count() throws IOException, Broken {
    int count = int32();
    if (count < 0 || count > MAX_COUNT) {
      throw new Broken("a list of " + count);
    }
    return count;
  }

  List<String> cachedTexts() throws IOException, Broken {
    List<String> all = new ArrayList<>();
    for (int n = count(); n > 0; n--) {
      all.add(cachedText());
    }
    return List.copyOf(all);
  }

  /** A text that is stored where it is first seen, and later named by its number. */
  String cachedText() throws IOException, Broken {
    int number = int32();
    if (number > 0) {
      if (number != texts.size() + 1) {
        throw new Broken("text " + number + " where text " + (texts.size() + 1) + " is due");
      }
      String text = text();
      texts.put(number, text);
      return text;
    }
    String text = texts.get(-number);
    if (text == null) {
      throw new Broken("text " + -(long) number + ", which is not known");
    }
    return text;
  }

  /** A text in the bytes in which the writer's JVM kept it: Latin-1, or UTF-16 of its machine. */
  String text() throws IOException, Broken {
    byte[] bytes = bytes();
    if (bytes.length == 0) {
      return "";
    }
    int coder = octet();
    if (coder == 0) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    if (coder != 1 || bytes.length % 2 != 0) {
      throw new Broken("a text of coder " + coder + " and " + bytes.length + " bytes");
    }
    // Not by a charset: messages are cut at 200 chars, which may leave half of a surrogate pair.
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asCharBuffer().toString();
  }

  /** A length and as many bytes. */
  byte[] bytes() throws IOException, Broken {
    int length = int32();
    if (length < 0 || length > MAX_TEXT_BYTES) {
      throw new Broken("a text of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    offset += bytes.length;
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private int octet() throws IOException {
    int value = next();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }
}
