package llmbench.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Python's {@code hash()} of texts, which is another one in each process unless {@code
 * PYTHONHASHSEED} is set: that of a seed.
 *
 * <p>Sources: CPython's {@code pyhash.c} (SipHash-1-3, since 3.11) and {@code bootstrap_hash.c},
 * {@code lcg_urandom}. Thread-safe.
 */
public final class PythonHash {

  private static final int KEY_BYTES = 16;
  private static final int MULTIPLIER = 214_013;
  private static final int INCREMENT = 2_531_011;
  private static final int LATIN_1 = 0xFF;

  private final long key0;
  private final long key1;

  /**
   * The hash of a seed.
   *
   * @param seed that of {@code PYTHONHASHSEED}, from 0 to 2³² − 1; 0 is no randomness
   */
  public PythonHash(long seed) {
    if (seed < 0 || seed > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("seed " + seed + " has no 32 bits");
    }
    ByteBuffer key = ByteBuffer.allocate(KEY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int x = (int) seed;
    for (int i = 0; i < KEY_BYTES && seed != 0; i++) {
      x = x * MULTIPLIER + INCREMENT;
      key.put(i, (byte) (x >>> 16));
    }
    key0 = key.getLong(0);
    key1 = key.getLong(Long.BYTES);
  }

  /** {@code hash(text)}. */
  public long of(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    long hash = sip13(text.getBytes(stored(text)));
    return hash == -1 ? -2 : hash;
  }

  /** How CPython holds a text, whose bytes it hashes: as narrow as its characters allow. */
  private static Charset stored(String text) {
    int highest = text.codePoints().max().orElse(0);
    if (highest <= LATIN_1) {
      return StandardCharsets.ISO_8859_1;
    }
    return highest <= Character.MAX_VALUE ? StandardCharsets.UTF_16LE : Charset.forName("UTF-32LE");
  }

  private long sip13(byte[] bytes) {
    Sip sip = new Sip(key0, key1);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (words.remaining() >= Long.BYTES) {
      sip.word(words.getLong());
    }
    long last = (long) bytes.length << 56;
    for (int shift = 0; words.hasRemaining(); shift += Byte.SIZE) {
      last |= (words.get() & 0xFFL) << shift;
    }
    sip.word(last);
    return sip.end();
  }

  /** SipHash's state, with one round a word and three at the end. */
  private static final class Sip {

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    Sip(long key0, long key1) {
      v0 = key0 ^ 0x736f_6d65_7073_6575L;
      v1 = key1 ^ 0x646f_7261_6e64_6f6dL;
      v2 = key0 ^ 0x6c79_6765_6e65_7261L;
      v3 = key1 ^ 0x7465_6462_7974_6573L;
    }

    void word(long word) {
      v3 ^= word;
      round();
      v0 ^= word;
    }

    long end() {
      v2 ^= 0xFF;
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
