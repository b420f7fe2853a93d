package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Where a request of a run goes that has several servers or models.
 *
 * @param server the base URL of its server; null where the run has one
 * @param model the model that it names; null for the run's
 */
public record RequestTarget(@Nullable String server, @Nullable String model) {

  /** That of a run with one server and one model. */
  public static final RequestTarget ONLY = new RequestTarget(null, null);

  /** Whether it is the only one. */
  public boolean isOnly() {
    return server == null && model == null;
  }
}
