package llmbench.dataset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a dataset says, round after round without an end. A short one is kept in memory; a long one
 * is read anew in each round.
 *
 * <p>Not thread-safe.
 */
public final class Rounds<T> implements Iterator<T>, AutoCloseable {

  private final Supplier<Stream<T>> again;
  private final IntConsumer firstEnded;

  /** Of the round under way: its beginning, or all of it. */
  private List<T> kept = new ArrayList<>();

  private boolean isWhole;
  private int place;

  private Stream<T> stream;
  private Iterator<T> rest;
  private int inRound;
  private boolean isFirst = true;

  /**
   * Rounds, of which nothing is taken yet.
   *
   * @param first the first round
   * @param again another round, the same as the first
   * @param firstEnded is told how many a round has once the first is over, while they are taken
   */
  public Rounds(Stream<T> first, Supplier<Stream<T>> again, IntConsumer firstEnded) {
    this.again = again;
    this.firstEnded = firstEnded;
    stream = first;
    rest = first.iterator();
  }

  /**
   * Takes the first round into memory, if it is short.
   *
   * @param wanted more are not looked at
   * @param most what is still short, in all
   * @return how many a round has, as far as they are wanted; as many as are wanted where it is long
   */
  public int keep(int wanted, ToLongFunction<T> size, long most) {
    long kept = 0;
    while (kept <= most && this.kept.size() < wanted && rest.hasNext()) {
      T next = rest.next();
      this.kept.add(next);
      kept += size.applyAsLong(next);
    }
    isWhole = this.kept.size() == wanted || !rest.hasNext();
    if (isWhole) {
      stream.close();
    }
    return isWhole ? this.kept.size() : wanted;
  }

  /** Whether all of a round is in memory, so that nothing is read or made any more. */
  public boolean isWhole() {
    return isWhole;
  }

  /** There is always another one, but of a dataset that has none at all. */
  @Override
  public boolean hasNext() {
    return place < kept.size() || (isWhole ? !kept.isEmpty() : rest.hasNext() || inRound > 0);
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (place == kept.size() && isWhole) {
      place = 0;
    }
    inRound++;
    if (place < kept.size()) {
      return kept.get(place++);
    }
    if (!kept.isEmpty()) {
      kept = List.of();
      place = 0;
    }
    if (!rest.hasNext()) {
      beginAnew();
    }
    return rest.next();
  }

  private void beginAnew() {
    stream.close();
    if (isFirst) {
      firstEnded.accept(inRound - 1);
    }
    isFirst = false;
    inRound = 1;
    stream = again.get();
    rest = stream.iterator();
  }

  /** Gives back what they are read from. */
  @Override
  public void close() {
    stream.close();
  }
}
