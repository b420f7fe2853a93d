package llmbench.plan;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that a plan starts for its levels.
 *
 * @param number of the start in the plan, from 0: levels one after the other with the same number
 *     share one process
 * @param words its program and arguments
 * @param environment variables that it gets besides ours
 * @param health answers 200 once it is ready
 * @param readyLimit how long that may take
 * @param showsOutput whether what it prints is seen in the terminal, rather than kept in a file
 */
public record ServerCommand(
    int number,
    List<String> words,
    Map<String, String> environment,
    URI health,
    Duration readyLimit,
    boolean showsOutput) {

  public ServerCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** Names no argument: any may be a secret. */
  @Override
  public String toString() {
    return "ServerCommand[" + number + ", " + words.get(0) + " …, " + health + "]";
  }
}
