package llmbench.dataset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work that several cores share while its results are taken one by one, in order: a few at a time,
 * so that what is not taken is not made. It is done in the pool of the thread that takes them.
 */
public final class InChunks {

  /** Enough for many cores, and little to be held where prompts are long. */
  static final int SIZE = 64;

  private InChunks() {}

  /**
   * Each of these with this done to it. The stream that is returned closes the other.
   *
   * @param work is done on several threads, for each once
   */
  public static <T, R> Stream<R> map(Stream<T> from, Function<T, R> work) {
    return of(from).flatMap(chunk -> chunk.parallelStream().map(work).toList().stream());
  }

  /** These in chunks, in order. */
  static <T> Stream<List<T>> of(Stream<T> from) {
    return of(from, SIZE);
  }

  /** These in chunks of this size, in order; the last one may be smaller. */
  public static <T> Stream<List<T>> of(Stream<T> from, int size) {
    return ordered(new Chunks<>(from.iterator(), size)).onClose(from::close);
  }

  /** What is taken is taken in order, and in one thread. */
  static <T> Stream<T> ordered(Iterator<T> from) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(from, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** What comes before a failure is still a chunk; the failure comes behind it. */
  private static final class Chunks<T> implements Iterator<List<T>> {

    private final Iterator<T> from;
    private final int size;
    private @Nullable RuntimeException failed;

    Chunks(Iterator<T> from, int size) {
      this.from = from;
      this.size = size;
    }

    @Override
    public boolean hasNext() {
      return failed != null || from.hasNext();
    }

    @Override
    public List<T> next() {
      if (failed != null) {
        throw failed;
      }
      List<T> chunk = new ArrayList<>(Math.min(size, SIZE));
      try {
        while (chunk.size() < size && from.hasNext()) {
          chunk.add(from.next());
        }
      } catch (RuntimeException e) {
        if (chunk.isEmpty()) {
          throw e;
        }
        failed = e;
      }
      return chunk;
    }
  }
}
