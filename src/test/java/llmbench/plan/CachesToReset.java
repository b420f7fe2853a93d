package llmbench.plan;

import java.util.List;
import java.util.Optional;

/**
 * Caches of a server that are emptied, each by a POST.
 *
 * @param server where, such as {@code http://localhost:8000}; empty for the level's own target
 * @param paths of the requests, in their order
 * @param required whether each must succeed; else a server that doesn't offer it is left alone
 */
public record CachesToReset(Optional<String> server, List<String> paths, boolean required) {

  public CachesToReset {
    paths = List.copyOf(paths);
  }

  /** Those that must succeed. */
  public CachesToReset(Optional<String> server, List<String> paths) {
    this(server, paths, true);
  }

  /** Those of a level's target, where it offers to empty them. */
  public static CachesToReset ifOffered(List<String> paths) {
    return new CachesToReset(Optional.empty(), paths, false);
  }
}
