package llmbench.dataset.conversations;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Streams of what is taken one by one. */
final class Streams {

  private Streams() {}

  /** What an iterator has left, in order. */
  static <T> Stream<T> rest(Iterator<T> left) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(left, Spliterator.ORDERED), false);
  }
}
