package llmbench.metrics.numbers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A part of a {@link GapMultiset}: 4096 neighbours, by their offset from 0. It begins as a list of
 * what came, two bytes each, and becomes a row of counters of a byte once that is the smaller.
 */
final class GapPage {

  /** Of an offset. */
  static final int BITS = 12;

  static final int MASK = (1 << BITS) - 1;

  private static final int OFFSETS = 1 << BITS;

  /** As many bytes as the counters take. */
  private static final int LONGEST_LIST = OFFSETS / Character.BYTES;

  private static final int COUNTED = 1 << Byte.SIZE;
  private static final char[] NO_LIST = {};
  private static final byte[] NO_COUNTS = {};

  private char[] list = new char[4];
  private byte[] counts = NO_COUNTS;

  /** How often a counter has run over. */
  private Map<Integer, Integer> wraps = Map.of();

  private int size;

  /** Takes an offset that stands this many times in its place. */
  interface Run {
    void of(int offset, int times);
  }

  void add(int offset) {
    if (counts.length > 0) {
      count(offset);
    } else if (size < list.length) {
      list[size] = (char) offset;
    } else if (size < LONGEST_LIST) {
      list = Arrays.copyOf(list, Math.min(LONGEST_LIST, size + size / 2 + 2));
      list[size] = (char) offset;
    } else {
      counts = new byte[OFFSETS];
      for (char each : list) {
        count(each);
      }
      list = NO_LIST;
      count(offset);
    }
    size++;
  }

  /** Adds the offsets of a part of an array. */
  void addAll(char[] offsets, int from, int to) {
    int at = from;
    while (at < to && counts.length == 0) {
      add(offsets[at++]);
    }
    size += to - at;
    while (at < to) {
      count(offsets[at++]);
    }
  }

  int size() {
    return size;
  }

  /** Makes it ready to be read. */
  void sort() {
    if (counts.length == 0) {
      Arrays.sort(list, 0, size);
    }
  }

  /** The offset at this place of the sorted, from 0. */
  int get(int place) {
    if (counts.length == 0) {
      return list[place];
    }
    int before = 0;
    for (int offset = 0; offset < OFFSETS; offset++) {
      before += times(offset);
      if (before > place) {
        return offset;
      }
    }
    throw new IndexOutOfBoundsException(place);
  }

  /** Walks the offsets in order. */
  void walk(Run run) {
    if (counts.length == 0) {
      for (int i = 0; i < size; i++) {
        run.of(list[i], 1);
      }
      return;
    }
    for (int offset = 0; offset < OFFSETS; offset++) {
      int times = times(offset);
      if (times > 0) {
        run.of(offset, times);
      }
    }
  }

  private void count(int offset) {
    if (++counts[offset] == 0) {
      wraps = wraps.isEmpty() ? new HashMap<>() : wraps;
      wraps.merge(offset, 1, Integer::sum);
    }
  }

  private int times(int offset) {
    int times = Byte.toUnsignedInt(counts[offset]);
    return wraps.isEmpty() ? times : times + COUNTED * wraps.getOrDefault(offset, 0);
  }
}
