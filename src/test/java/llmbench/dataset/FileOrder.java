package llmbench.dataset;

import java.util.stream.IntStream;
import llmbench.random.PythonRandom;

/** In which order a file's rows are taken. */
final class FileOrder {

  private FileOrder() {}

  /**
   * That of the file, or as Python's {@code random.shuffle} makes it.
   *
   * @param random goes on behind it
   */
  static int[] of(int rows, boolean shuffled, PythonRandom random) {
    int[] order = IntStream.range(0, rows).toArray();
    if (shuffled) {
      random.shuffle(order);
    }
    return order;
  }
}
