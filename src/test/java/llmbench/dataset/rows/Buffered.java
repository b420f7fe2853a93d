package llmbench.dataset.rows;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import llmbench.random.NumpyRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows within a rolling buffer: {@code IterableDataset.shuffle} of datasets 5.2. Files are put into
 * an order that a copy of the generator draws, and up to ten of them, or as many groups, are read
 * in turn, a hundred rows each. The buffer is filled, permuted, and all but half of its size given
 * out; the rest stays as it is permuted.
 */
final class Buffered implements RowReader {

  private static final int SIZE = 1_000;
  private static final int SOURCES = 10;
  private static final int BATCH = SIZE / SOURCES;

  private final Deque<RowReader> sources = new ArrayDeque<>();
  private final NumpyRandom random;
  private final Deque<Row> out = new ArrayDeque<>();
  private List<Row> kept = new ArrayList<>();

  Buffered(RowFiles files, NumpyRandom random) {
    this.random = random;
    List<Path> shuffled = new ArrayList<>();
    for (int place : random.copy().permutation(files.paths().size())) {
      shuffled.add(files.paths().get(place));
    }
    int groups = Math.min(SOURCES, files.paths().size());
    int start = 0;
    for (int i = 0; i < groups; i++) {
      int size = files.paths().size() / groups + (i < files.paths().size() % groups ? 1 : 0);
      sources.add(RowReader.inOrder(files.of(shuffled.subList(start, start + size))));
      start += size;
    }
  }

  @Override
  public @Nullable Row next() {
    if (out.isEmpty()) {
      fill();
    }
    return out.poll();
  }

  private void fill() {
    List<Row> buffer = kept;
    while (buffer.size() < SIZE && !sources.isEmpty()) {
      addBatch(buffer);
    }
    int given = buffer.size() < SIZE ? buffer.size() : buffer.size() - SIZE / 2;
    kept = new ArrayList<>();
    int[] places = random.permutation(buffer.size());
    for (int i = 0; i < places.length; i++) {
      (i < given ? out : kept).add(buffer.get(places[i]));
    }
  }

  private void addBatch(List<Row> buffer) {
    RowReader source = sources.remove();
    for (int i = 0; i < BATCH; i++) {
      Row row = source.next();
      if (row == null) {
        source.close();
        return;
      }
      buffer.add(row);
    }
    sources.add(source);
  }

  @Override
  public void close() {
    sources.forEach(RowReader::close);
  }
}
