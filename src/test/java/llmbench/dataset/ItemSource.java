package llmbench.dataset;

import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file that says one thing after the other, and is read while they are taken.
 *
 * @param <T> what it says
 */
public interface ItemSource<T> extends Closeable {

  /**
   * The next one; null behind the last.
   *
   * @throws DatasetException when it isn't what it should be
   */
  @Nullable T next();

  @Override
  void close();

  /**
   * What it says, as a stream that closes it.
   *
   * @param <T> what it says
   * @param none what to say when it says nothing at all
   */
  static <T> Stream<T> stream(ItemSource<T> source, Supplier<DatasetException> none) {
    Iterator<T> items =
        new Iterator<>() {
          private @Nullable T next;
          private boolean any;
          private boolean ended;

          @Override
          public boolean hasNext() {
            if (next == null && !ended) {
              next = source.next();
              ended = next == null;
              if (ended && !any) {
                throw none.get();
              }
              any = true;
            }
            return next != null;
          }

          @Override
          public T next() {
            if (!hasNext() || next == null) {
              throw new NoSuchElementException();
            }
            T taken = next;
            next = null;
            return taken;
          }
        };
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(source::close);
  }
}
