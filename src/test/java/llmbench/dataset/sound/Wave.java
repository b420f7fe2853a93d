package llmbench.dataset.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A WAV file, and the one that soundfile makes of it: {@code soundfile.write(file, array, rate,
 * format="WAV")} of what {@code soundfile.read(file)} gave, 16 bits a sample behind 44 bytes.
 *
 * <p>Source: libsndfile's {@code pcm.c}, with clipping, as soundfile opens files.
 */
public final class Wave {

  private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
  private static final int WAVE = 0x45564157;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEAD = 8;
  private static final int SUB_FORMAT = 24;
  private static final int PCM = 1;
  private static final int FLOATS = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int MADE_HEAD = 44;
  private static final double SCALE = 0x1p31;

  private final ByteBuffer data;
  private final int channels;
  private final int rate;
  private final int sampleBytes;
  private final boolean floats;

  private Wave(ByteBuffer format, ByteBuffer data) throws SoundException {
    int kind = format.getShort(0) & 0xFFFF;
    if (kind == EXTENSIBLE && format.limit() > SUB_FORMAT) {
      kind = format.getShort(SUB_FORMAT) & 0xFFFF;
    }
    this.channels = format.getShort(2) & 0xFFFF;
    this.rate = format.getInt(4);
    int bits = format.getShort(14) & 0xFFFF;
    this.sampleBytes = bits / Byte.SIZE;
    this.floats = kind == FLOATS;
    this.data = data;
    boolean whole = kind == PCM && bits % Byte.SIZE == 0 && bits > 0 && bits <= Integer.SIZE;
    if (!whole && !(floats && (bits == Float.SIZE || bits == Double.SIZE))) {
      throw new SoundException(
          "is a WAV file of a kind that can't be read (format %d, %d bits); convert it to PCM"
              .formatted(kind, bits));
    }
    if (channels == 0 || rate <= 0) {
      throw new SoundException("is a damaged WAV file");
    }
  }

  /**
   * Reads a file.
   *
   * @param file its bytes; not copied, and not to be changed
   * @throws SoundException when it is of another kind, or damaged
   */
  public static Wave read(byte[] file) throws SoundException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (!Sounds.startsWith(file, RIFF) || file.length < FIRST_CHUNK || in.getInt(8) != WAVE) {
      throw new SoundException("isn't a WAV file; convert it, as with ffmpeg -i FILE FILE.wav");
    }
    ByteBuffer format = null;
    int at = FIRST_CHUNK;
    while (at + CHUNK_HEAD <= file.length) {
      int name = in.getInt(at);
      long length = in.getInt(at + 4) & 0xFFFF_FFFFL;
      int there = (int) Math.min(length, file.length - at - CHUNK_HEAD);
      ByteBuffer chunk = in.slice(at + CHUNK_HEAD, there).order(ByteOrder.LITTLE_ENDIAN);
      if (name == FORMAT && there >= 16) {
        format = chunk;
      } else if (name == DATA) {
        return new Wave(found(format), chunk);
      }
      // Chunks begin at even places.
      at += CHUNK_HEAD + there + (there & 1);
    }
    throw new SoundException("is a damaged WAV file: it has no samples");
  }

  private static ByteBuffer found(@Nullable ByteBuffer format) throws SoundException {
    if (format == null) {
      throw new SoundException("is a damaged WAV file: its samples come before their form");
    }
    return format;
  }

  /** How long it plays. */
  public double seconds() {
    int frames = samples() / channels;
    return (double) frames / rate;
  }

  private int samples() {
    return data.limit() / sampleBytes / channels * channels;
  }

  /** The file that is made of the samples as doubles, which is how soundfile reads by itself. */
  public byte[] throughDoubles() {
    return made(i -> sample(i) * SCALE);
  }

  /** The file that is made of the samples as 32-bit floats. */
  public byte[] throughFloats() {
    return made(i -> (float) sample(i) * (float) SCALE);
  }

  private byte[] made(IntToDoubleFunction scaled) {
    int length = samples() * Short.BYTES;
    ByteBuffer out = ByteBuffer.allocate(MADE_HEAD + length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(RIFF).putInt(MADE_HEAD - CHUNK_HEAD + length).putInt(WAVE).putInt(FORMAT).putInt(16);
    out.putShort((short) PCM).putShort((short) channels).putInt(rate);
    out.putInt(rate * channels * Short.BYTES).putShort((short) (channels * Short.BYTES));
    out.putShort((short) Short.SIZE).putInt(DATA).putInt(length);
    for (int i = 0; i < samples(); i++) {
      out.putShort(clipped(scaled.applyAsDouble(i)));
    }
    return out.array();
  }

  /** Of a sample as 32 bits, the upper half. */
  private static short clipped(double scaled) {
    if (scaled >= Integer.MAX_VALUE) {
      return Short.MAX_VALUE;
    }
    return scaled <= Integer.MIN_VALUE
        ? Short.MIN_VALUE
        : (short) ((int) Math.rint(scaled) >> Short.SIZE);
  }

  /** From −1 to 1 for whole numbers. */
  private double sample(int i) {
    int at = i * sampleBytes;
    if (floats) {
      return sampleBytes == Float.BYTES ? data.getFloat(at) : data.getDouble(at);
    }
    return switch (sampleBytes) {
      case 1 -> ((data.get(at) & 0xFF) - 0x80) / (double) 0x80;
      case 2 -> data.getShort(at) / 0x1p15;
      case 3 -> ((data.get(at + 2) << 16) | (data.getShort(at) & 0xFFFF)) / 0x1p23;
      default -> data.getInt(at) / 0x1p31;
    };
  }
}
