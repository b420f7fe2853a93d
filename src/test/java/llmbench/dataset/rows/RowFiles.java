package llmbench.dataset.rows;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Files with rows, of which some may not be here yet.
 *
 * @param paths in order
 * @param brought sees to it that a file is there, before it is read
 */
public record RowFiles(List<Path> paths, UnaryOperator<Path> brought) {

  public RowFiles {
    paths = List.copyOf(paths);
  }

  /** Files that are here. */
  public static RowFiles here(List<Path> paths) {
    return new RowFiles(paths, UnaryOperator.identity());
  }

  /** The same with other files. */
  RowFiles of(List<Path> others) {
    return new RowFiles(others, brought);
  }
}
