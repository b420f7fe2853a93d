package llmbench.dataset.rows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import llmbench.random.NumpyRandom;
import org.jspecify.annotations.Nullable;

/**
 * All rows in one permutation: {@code Dataset.shuffle}. The files are read through once for their
 * number, and again for each part of the permutation, so that a part is all that is in memory.
 */
final class Permuted implements RowReader {

  /** More than most runs have requests. */
  private static final int PART = 2_000;

  private final RowFiles files;
  private final int[] places;
  private final Deque<Row> part = new ArrayDeque<>();
  private int taken;

  Permuted(RowFiles files, NumpyRandom random) {
    this.files = files;
    this.places = random.permutation(count());
  }

  private int count() {
    int count = 0;
    try (RowReader rows = RowReader.inOrder(files)) {
      while (rows.next() != null) {
        count = Math.addExact(count, 1);
      }
    }
    return count;
  }

  @Override
  public @Nullable Row next() {
    if (part.isEmpty() && taken < places.length) {
      fill();
    }
    return part.poll();
  }

  private void fill() {
    Map<Integer, Integer> wanted = new HashMap<>();
    int size = Math.min(PART, places.length - taken);
    for (int i = 0; i < size; i++) {
      wanted.put(places[taken + i], i);
    }
    Row[] found = new Row[size];
    try (RowReader rows = RowReader.inOrder(files)) {
      int place = 0;
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Integer at = wanted.get(place);
        if (at != null) {
          found[at] = row;
        }
        place++;
      }
      if (place != places.length) {
        throw new RowsException(
            files.paths().get(0) + ": was changed while it was read; begin anew.");
      }
    }
    part.addAll(List.of(found));
    taken += size;
  }

  @Override
  public void close() {
    part.clear();
  }
}
