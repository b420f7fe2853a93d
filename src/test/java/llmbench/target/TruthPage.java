package llmbench.target;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.files.IoReason;
import llmbench.files.WholeFile;
import llmbench.runlog.ServerTruth;

/**
 * What a simulated server says of itself at {@code /truth}, kept beside our record so that the two
 * can be compared. Real servers have no such page, which is fine.
 */
public final class TruthPage {

  private static final String PATH = "/truth";
  private static final String RESET = "/reset";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Consumer<String> say;
  private volatile boolean offered;

  private TruthPage(Endpoint endpoint, Consumer<String> say, boolean offered) {
    this.endpoint = endpoint;
    this.say = say;
    this.offered = offered;
  }

  /**
   * Asks the server whether it has such a page.
   *
   * @param say is called when the page can't be kept
   */
  public static TruthPage ask(Endpoint endpoint, Consumer<String> say) {
    return new TruthPage(endpoint, say, isOffered(endpoint));
  }

  /** Of servers that aren't asked: each has its own, and none is the run's. */
  public static TruthPage notAsked(Endpoint endpoint) {
    return new TruthPage(endpoint, line -> {}, false);
  }

  private static boolean isOffered(Endpoint endpoint) {
    try {
      Endpoint.Answer answer = endpoint.get(PATH, Map.of(), TIMEOUT);
      return answer.ok() && answer.body().contains("\"max_in_flight\"");
    } catch (Endpoint.UnreachableException e) {
      return false;
    }
  }

  /** What was before this moment is no part of the measurement. */
  public void forget() {
    if (offered) {
      try {
        offered = endpoint.post(RESET, Map.of(), new byte[0], TIMEOUT).status() < 300;
      } catch (Endpoint.UnreachableException e) {
        offered = false;
      }
    }
  }

  /**
   * Writes it into a directory, if there is one; whatever goes wrong, the record is what counts.
   */
  public void keep(Path directory) {
    if (!offered) {
      return;
    }
    try {
      Endpoint.Answer answer = endpoint.get(PATH, Map.of(), TIMEOUT);
      if (answer.ok()) {
        WholeFile.write(
            directory.resolve(ServerTruth.FILE), endpoint.withoutSecrets(answer.body()) + "\n");
      }
    } catch (Endpoint.UnreachableException e) {
      say.accept("The server's own account could not be saved: " + e.getMessage());
    } catch (IOException e) {
      say.accept("The server's own account is not kept: " + IoReason.unwritten(e));
    }
  }
}
