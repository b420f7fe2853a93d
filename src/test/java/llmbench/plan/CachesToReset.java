package llmbench.plan;

import java.util.List;
import java.util.Optional;

/**
 * Caches of a server that are emptied, each by a POST that must succeed.
 *
 * @param server where, such as {@code http://localhost:8000}; empty for the level's own target
 * @param paths of the requests, in their order
 */
public record CachesToReset(Optional<String> server, List<String> paths) {

  public CachesToReset {
    paths = List.copyOf(paths);
  }
}
