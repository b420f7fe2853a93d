package llmbench.plan;

import java.util.List;
import java.util.Optional;

/**
 * Caches of a server that are emptied, each by a POST.
 *
 * @param server where, such as {@code http://localhost:8000}; empty for the level's own target
 * @param paths of the requests, in their order
 * @param need what it means where the server refuses
 */
public record CachesToReset(Optional<String> server, List<String> paths, Need need) {

  /** What it means that a cache isn't emptied. */
  public enum Need {
    /** The level can't be measured. */
    REQUIRED,
    /** The level is measured, and doubted: its prompts were sent before. */
    DOUBTED,
    /** Nothing: what the level sends is in no cache. */
    NONE
  }

  public CachesToReset {
    paths = List.copyOf(paths);
  }

  /** Those that must be emptied. */
  public CachesToReset(Optional<String> server, List<String> paths) {
    this(server, paths, Need.REQUIRED);
  }

  /** Those of a level's target, where it offers to empty them. */
  public static CachesToReset ifOffered(List<String> paths, Need need) {
    return new CachesToReset(Optional.empty(), paths, need);
  }
}
