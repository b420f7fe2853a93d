package llmbench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import llmbench.injection.Endpoint;
import llmbench.runlog.ServerTruth;

/**
 * What a simulated server says of itself at {@code /truth}, kept beside our record so that the two
 * can be compared. Real servers have no such page, which is fine.
 */
final class TruthPage {

  private static final String PATH = "/truth";
  private static final String RESET = "/reset";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private volatile boolean offered;

  TruthPage(URI baseUrl) {
    endpoint = new Endpoint(baseUrl);
    offered = isOffered();
  }

  private boolean isOffered() {
    try {
      Endpoint.Answer answer = endpoint.get(PATH, Map.of(), TIMEOUT);
      return answer.ok() && answer.body().contains("\"max_in_flight\"");
    } catch (Endpoint.UnreachableException e) {
      return false;
    }
  }

  /** What was before this moment is no part of the measurement. */
  void forget() {
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
  void keep(Path directory) {
    if (!offered) {
      return;
    }
    try {
      Endpoint.Answer answer = endpoint.get(PATH, Map.of(), TIMEOUT);
      if (answer.ok()) {
        Files.writeString(
            directory.resolve(ServerTruth.FILE), answer.body() + "\n", StandardCharsets.UTF_8);
      }
    } catch (Endpoint.UnreachableException | IOException e) {
      Console.say("The server's own truth could not be kept: " + e.getMessage());
    }
  }
}
