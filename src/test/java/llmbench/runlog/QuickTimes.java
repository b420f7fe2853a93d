package llmbench.runlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the times of a line as the recorder writes them: whole numbers and commas, nothing else. A
 * JSON parser takes five times as long for them, and they are most of a line.
 *
 * <p>What it finds holds only if a JSON parser meets the array at the same place of the rest of the
 * line; whatever is written otherwise is left to that parser as a whole.
 */
final class QuickTimes {

  private static final byte[] KEY = ",\"gaps_ns\":[".getBytes(StandardCharsets.US_ASCII);

  /** As many digits never overflow. */
  private static final int MAX_DIGITS = 18;

  private long[] numbers = new long[256];
  private int size;
  private int place;
  private byte[] rest = new byte[1 << 12];
  private int restLength;

  /** Reads a line's times; false if there are none that are plain. */
  boolean read(byte[] line, int length) {
    int first = find(line, length);
    int end = first < 0 ? -1 : numbers(line, first, length);
    if (end < 0) {
      return false;
    }
    restLength = first + length - end;
    if (rest.length < restLength) {
      rest = new byte[Math.max(restLength, rest.length * 2)];
    }
    System.arraycopy(line, 0, rest, 0, first);
    System.arraycopy(line, end, rest, first, length - end);
    place = first - 1;
    return true;
  }

  /** The line without the numbers; the array's brackets are there. */
  byte[] rest() {
    return rest;
  }

  int restLength() {
    return restLength;
  }

  /** Where the array begins, in the line and in its rest. */
  int place() {
    return place;
  }

  /** The times, from each message to the next. */
  long[] times() {
    return Arrays.copyOf(numbers, size);
  }

  /** Behind the array's first bracket; -1 without an array. */
  private static int find(byte[] line, int length) {
    for (int at = 0; at <= length - KEY.length; at++) {
      if (line[at] == KEY[0] && Arrays.equals(line, at, at + KEY.length, KEY, 0, KEY.length)) {
        return at + KEY.length;
      }
    }
    return -1;
  }

  /** Reads numbers; where the last bracket is, or -1 if something else is there. */
  private int numbers(byte[] line, int from, int length) {
    size = 0;
    int at = from;
    while (at < length) {
      long number = 0;
      int begin = at;
      while (at < length && line[at] >= '0' && line[at] <= '9') {
        number = number * 10 + (line[at++] - '0');
      }
      int digits = at - begin;
      boolean plain = digits == 1 || (digits > 1 && line[begin] != '0' && digits <= MAX_DIGITS);
      if (!plain || at == length) {
        return -1;
      }
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = number;
      if (line[at] == ']') {
        return at;
      }
      if (line[at++] != ',') {
        return -1;
      }
    }
    return -1;
  }
}
