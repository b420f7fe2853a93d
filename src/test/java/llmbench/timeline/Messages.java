package llmbench.timeline;

import java.util.Arrays;

/**
 * The SSE messages of one stream in order of arrival: what each was and when it came.
 *
 * <p>Times are nanoseconds since the request was sent, never falling. All messages that came in one
 * network read have the time of that read.
 */
public final class Messages {

  /** No message came. */
  public static final Messages NONE = new Messages(new MessageKind[0], new long[0]);

  private final MessageKind[] kinds;
  private final long[] nanos;

  private Messages(MessageKind[] kinds, long[] nanos) {
    this.kinds = kinds;
    this.nanos = nanos;
  }

  /**
   * Messages from two arrays of one length; both are copied.
   *
   * @param nanos nanoseconds since the request was sent, never falling
   * @throws IllegalArgumentException if the lengths differ or a time falls
   */
  public static Messages of(MessageKind[] kinds, long[] nanos) {
    if (kinds.length != nanos.length) {
      throw new IllegalArgumentException(kinds.length + " kinds for " + nanos.length + " times");
    }
    for (int i = 1; i < nanos.length; i++) {
      if (nanos[i] < nanos[i - 1]) {
        throw new IllegalArgumentException("message " + i + " came before the one ahead of it");
      }
    }
    return kinds.length == 0 ? NONE : new Messages(kinds.clone(), nanos.clone());
  }

  /** How many messages came. */
  public int size() {
    return kinds.length;
  }

  /** What message {@code i} was. */
  public MessageKind kind(int i) {
    return kinds[i];
  }

  /** When message {@code i} came: nanoseconds since the request was sent. */
  public long nanos(int i) {
    return nanos[i];
  }

  /** How many messages were of this kind. */
  public int count(MessageKind kind) {
    int n = 0;
    for (MessageKind k : kinds) {
      if (k == kind) {
        n++;
      }
    }
    return n;
  }

  /** How many messages brought output. */
  public int outputs() {
    int n = 0;
    for (MessageKind k : kinds) {
      if (k.isOutput()) {
        n++;
      }
    }
    return n;
  }

  /** The same as a display sees a stream that still goes on. */
  public SoFar soFar() {
    int first = 0;
    while (first < kinds.length && !kinds[first].isOutput()) {
      first++;
    }
    return SoFar.of(kinds, nanos, kinds.length, outputs(), first);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Messages that
        && Arrays.equals(kinds, that.kinds)
        && Arrays.equals(nanos, that.nanos);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(kinds) + Arrays.hashCode(nanos);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < kinds.length; i++) {
      text.append(i == 0 ? "" : " ").append(kinds[i].letter()).append('@').append(nanos[i]);
    }
    return text.toString();
  }
}
