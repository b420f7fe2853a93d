package llmbench.dataset.sound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What any sound file says of itself. */
public final class Sounds {

  private static final byte[] FLAC = "fLaC".getBytes(StandardCharsets.US_ASCII);

  /** Of FLAC: the marker, then the head of the block that comes first and its sizes. */
  private static final int STREAM_INFO = 18;

  private Sounds() {}

  /**
   * How long a file plays: its frames by its rate, as {@code soundfile.info(file).duration}.
   *
   * @param file the bytes of a WAV or FLAC file
   * @return seconds
   * @throws SoundException when it is of another kind, or damaged
   */
  public static double seconds(byte[] file) throws SoundException {
    if (file.length >= STREAM_INFO + Long.BYTES && startsWith(file, FLAC)) {
      // 20 bits of rate, 3 of channels, 5 of sample size, 36 of frames.
      long info = ByteBuffer.wrap(file).getLong(STREAM_INFO);
      long rate = info >>> 44;
      long frames = info & 0xF_FFFF_FFFFL;
      if (rate == 0) {
        throw new SoundException("is a damaged FLAC file");
      }
      return (double) frames / rate;
    }
    return Wave.read(file).seconds();
  }

  static boolean startsWith(byte[] file, byte[] marker) {
    return file.length >= marker.length
        && Arrays.equals(file, 0, marker.length, marker, 0, marker.length);
  }
}
