package llmbench.target;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Has a server empty its caches between two measurements: {@code reset_caches} in {@code
 * vllm/benchmarks/sweep/server.py}. vLLM does so only where it runs with VLLM_SERVER_DEV_MODE=1.
 */
public final class CacheResets {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private static final int FIRST_ERROR_STATUS = 400;

  private final Endpoint endpoint;
  private final Consumer<String> say;

  /**
   * Of a server.
   *
   * @param say is told what is going on
   */
  public CacheResets(Endpoint endpoint, Consumer<String> say) {
    this.endpoint = endpoint;
    this.say = say;
  }

  /**
   * Empties caches, one after the other.
   *
   * @param paths of the requests
   * @throws NotServedException when the server refuses one, or doesn't answer; nothing is asked of
   *     it then any more
   */
  public void reset(List<String> paths) {
    say.accept("Resetting caches at " + endpoint.name());
    paths.forEach(this::reset);
  }

  /**
   * Empties caches where the server offers that.
   *
   * @return whether it did
   */
  public boolean resetIfOffered(List<String> paths) {
    try {
      paths.forEach(this::reset);
      return true;
    } catch (NotServedException e) {
      return false;
    }
  }

  private void reset(String path) {
    Endpoint.Answer answer;
    try {
      answer = endpoint.post(path, Map.of(), new byte[0], TIMEOUT);
    } catch (Endpoint.UnreachableException e) {
      throw new NotServedException("The caches can't be emptied: " + e.getMessage() + ".");
    }
    if (answer.status() >= FIRST_ERROR_STATUS) {
      throw new NotServedException(
          "The caches can't be emptied: "
              + endpoint.name()
              + path
              + " answers "
              + endpoint.summary(answer)
              + ". vLLM does it only where it was started with VLLM_SERVER_DEV_MODE=1.");
    }
  }
}
