package llmbench.timeline;

/** {@code [DONE]}, the message that servers put behind the last one of a stream. */
public final class DoneMark {

  private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

  private DoneMark() {}

  /** Whether a message is that, blanks behind it or not. */
  public static boolean is(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    if (end - from != DONE.length) {
      return false;
    }
    for (int i = 0; i < DONE.length; i++) {
      if (bytes[from + i] != DONE[i]) {
        return false;
      }
    }
    return true;
  }
}
