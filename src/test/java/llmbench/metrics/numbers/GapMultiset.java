package llmbench.metrics.numbers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A multiset of whole nanoseconds, exact to the last one: the gaps of a run, a hundred million and
 * more of them. A number costs at most two or three bytes, a range of numbers at most a byte for
 * each nanosecond of it, and each page that has any some sixty more: real gaps lie close together.
 *
 * <p>One run, one thread.
 */
final class GapMultiset {

  /** About a second: pages of lower numbers are found by their place, the few others by a tree. */
  private static final int NEAR_PAGES = 1 << 18;

  private static final long NEAR = (long) NEAR_PAGES << GapPage.BITS;

  /**
   * So many numbers are put together by their pages before they are counted: in the order in which
   * they come each would touch another part of the memory, which takes five times as long.
   */
  private static final int MAX_WAITING = 1 << 19;

  private int[] waiting = new int[256];
  private int waitingCount;

  private @Nullable GapPage[] near = new @Nullable GapPage[64];
  private final TreeMap<Long, GapPage> far = new TreeMap<>();
  private long size;

  /** Adds a number, not negative. */
  void add(long nanos) {
    size++;
    if (nanos >= NEAR) {
      far.computeIfAbsent(nanos >> GapPage.BITS, number -> new GapPage())
          .add((int) nanos & GapPage.MASK);
      return;
    }
    if (nanos < 0) {
      throw new IllegalArgumentException("a gap of " + nanos + " ns");
    }
    if (waitingCount == waiting.length) {
      if (waitingCount < MAX_WAITING) {
        waiting = Arrays.copyOf(waiting, waitingCount * 2);
      } else {
        count();
      }
    }
    waiting[waitingCount++] = (int) nanos;
  }

  /** Adds all numbers. */
  void addAll(long[] nanos) {
    for (long each : nanos) {
      add(each);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * All numbers as seconds, ascending. What is added later is not in them, or breaks them.
   *
   * @throws IllegalArgumentException if there are more than an {@code int} counts
   */
  Sorted seconds() {
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          size + " gaps are more than one report can hold (" + Integer.MAX_VALUE + ")");
    }
    count();
    List<GapPage> pages = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < near.length; i++) {
      GapPage page = near[i];
      if (page != null) {
        pages.add(page);
        numbers.add((long) i);
      }
    }
    for (Map.Entry<Long, GapPage> entry : far.entrySet()) {
      pages.add(entry.getValue());
      numbers.add(entry.getKey());
    }
    int[] ends = new int[pages.size()];
    long[] zeros = new long[pages.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      pages.get(i).sort();
      end += pages.get(i).size();
      ends[i] = end;
      zeros[i] = numbers.get(i) << GapPage.BITS;
    }
    return new InSeconds(pages.toArray(GapPage[]::new), zeros, ends);
  }

  /** Counts those that wait, page by page. */
  private void count() {
    int greatest = 0;
    for (int i = 0; i < waitingCount; i++) {
      greatest = Math.max(greatest, waiting[i]);
    }
    int last = greatest >> GapPage.BITS;
    int[] ends = new int[last + 1];
    for (int i = 0; i < waitingCount; i++) {
      ends[waiting[i] >> GapPage.BITS]++;
    }
    for (int page = 1; page <= last; page++) {
      ends[page] += ends[page - 1];
    }
    char[] offsets = new char[waitingCount];
    int[] places = ends.clone();
    for (int i = 0; i < waitingCount; i++) {
      offsets[--places[waiting[i] >> GapPage.BITS]] = (char) (waiting[i] & GapPage.MASK);
    }
    // Now each page's place is where its own begin.
    for (int page = 0; page <= last; page++) {
      if (places[page] < ends[page]) {
        near(page).addAll(offsets, places[page], ends[page]);
      }
    }
    waitingCount = 0;
  }

  private GapPage near(int number) {
    if (number >= near.length) {
      near = Arrays.copyOf(near, Math.max(number + 1, near.length * 2));
    }
    GapPage page = near[number];
    if (page == null) {
      page = new GapPage();
      near[number] = page;
    }
    return page;
  }

  /** The numbers of all pages, in order. */
  private static final class InSeconds implements Sorted {

    private final GapPage[] pages;

    /** What a page's offset 0 stands for. */
    private final long[] zeros;

    /** How many numbers a page and those before it have. */
    private final int[] ends;

    InSeconds(GapPage[] pages, long[] zeros, int[] ends) {
      this.pages = pages;
      this.zeros = zeros;
      this.ends = ends;
    }

    @Override
    public int size() {
      return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public double get(int place) {
      int found = Arrays.binarySearch(ends, place + 1);
      int page = found < 0 ? -found - 1 : found;
      int before = page == 0 ? 0 : ends[page - 1];
      return Seconds.ofNanos(zeros[page] + pages[page].get(place - before));
    }

    @Override
    public void walk(Run run) {
      for (int i = 0; i < pages.length; i++) {
        long zero = zeros[i];
        pages[i].walk((offset, times) -> run.of(Seconds.ofNanos(zero + offset), times));
      }
    }
  }
}
