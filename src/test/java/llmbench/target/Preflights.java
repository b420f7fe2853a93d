package llmbench.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;
import llmbench.target.Preflight.PreflightException;

/**
 * What is sent before the clock starts to every server of a run, one server after the other. Where
 * there are several, each line and each message begins with the one that it is about.
 */
public final class Preflights {

  private final List<Endpoint> servers;
  private final List<Preflight> all = new ArrayList<>();

  /**
   * Those of a run.
   *
   * @param servers at least one
   * @param say gets one line at a time about what is going on
   */
  public Preflights(
      List<Endpoint> servers,
      BenchOptions.Timeouts timeouts,
      TargetAdvice advice,
      Consumer<String> say) {
    this.servers = List.copyOf(servers);
    for (Endpoint server : servers) {
      all.add(new Preflight(server, timeouts, advice, line -> say.accept(of(server, line))));
    }
  }

  private String of(Endpoint server, String line) {
    return servers.size() == 1 ? line : server.name() + ": " + line;
  }

  /**
   * Makes sure that something answers at all, whatever it says.
   *
   * @throws PreflightException when nothing does
   */
  public void reach() {
    each(Preflight::reach);
  }

  /**
   * The first model that the first server lists.
   *
   * @throws PreflightException when it lists none
   */
  public Preflight.Listed firstModel(Map<String, String> headers) {
    return all.get(0).firstModel(headers);
  }

  /**
   * Sends {@code test} until it succeeds.
   *
   * @param timeoutSec for how long, of each server; 0 skips the check
   * @throws PreflightException when time is up, or when a server refuses the request itself
   */
  public void awaitReady(LlmRequest test, int timeoutSec) {
    each(preflight -> preflight.awaitReady(test, timeoutSec));
  }

  /** Sends these in turn, at most {@code atOnce} at once; says how many failed. */
  public void warmUp(List<LlmRequest> requests, int atOnce) {
    for (int server = 0; server < all.size(); server++) {
      int turn = server;
      List<LlmRequest> its =
          IntStream.range(0, requests.size())
              .filter(place -> place % all.size() == turn)
              .mapToObj(requests::get)
              .toList();
      all.get(server).warmUp(its, atOnce);
    }
  }

  private void each(Consumer<Preflight> what) {
    for (int i = 0; i < all.size(); i++) {
      try {
        what.accept(all.get(i));
      } catch (PreflightException e) {
        throw new PreflightException(of(servers.get(i), String.valueOf(e.getMessage())));
      }
    }
  }
}
