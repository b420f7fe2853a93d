package llmbench.tokenizer;

import java.nio.charset.StandardCharsets;

/** Looks into files without making texts of them. */
final class Bytes {

  private Bytes() {}

  /** Whether an ASCII text stands there. */
  static boolean contains(byte[] all, String wanted) {
    byte[] what = wanted.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + what.length <= all.length; i++) {
      int same = 0;
      while (same < what.length && all[i + same] == what[same]) {
        same++;
      }
      if (same == what.length) {
        return true;
      }
    }
    return false;
  }
}
