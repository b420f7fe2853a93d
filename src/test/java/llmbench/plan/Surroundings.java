package llmbench.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What stands around the measurement of a level: the server that it needs, and what is done before
 * and after it.
 *
 * @param server that is to be running; empty for one that isn't ours to start
 * @param pauseBefore how long nothing is sent before it
 * @param resetsBefore the caches that are emptied before it, once the server is there
 * @param after what is done when it is over, measured or failed
 * @param counts whether its result is one of the plan's; a warm-up's isn't
 * @param mayFail whether the plan goes on when it can't be measured
 */
public record Surroundings(
    Optional<ServerCommand> server,
    Duration pauseBefore,
    Optional<CachesToReset> resetsBefore,
    After after,
    boolean counts,
    boolean mayFail) {

  /** A level that needs nothing around it. */
  public static final Surroundings NONE =
      new Surroundings(
          Optional.empty(), Duration.ZERO, Optional.empty(), After.NOTHING, true, false);

  /**
   * What is done after a level.
   *
   * @param resets the caches that are emptied
   * @param command that is run, and must succeed; empty for none
   */
  public record After(Optional<CachesToReset> resets, List<String> command) {

    public static final After NOTHING = new After(Optional.empty(), List.of());

    public After {
      command = List.copyOf(command);
    }

    /** Empties caches. */
    public static After resetting(CachesToReset resets) {
      return new After(Optional.of(resets), List.of());
    }

    /** Runs a command. */
    public static After running(List<String> command) {
      return new After(Optional.empty(), command);
    }
  }

  /** The same with this server. */
  public Surroundings with(ServerCommand running) {
    return new Surroundings(
        Optional.of(running), pauseBefore, resetsBefore, after, counts, mayFail);
  }

  /** The same with a pause. */
  public Surroundings pausing(Duration before) {
    return new Surroundings(server, before, resetsBefore, after, counts, mayFail);
  }

  /** The same with caches that are emptied before it. */
  public Surroundings resettingBefore(CachesToReset resets) {
    return new Surroundings(server, pauseBefore, Optional.of(resets), after, counts, mayFail);
  }

  /** The same with something to be done when it is over. */
  public Surroundings then(After afterwards) {
    return new Surroundings(server, pauseBefore, resetsBefore, afterwards, counts, mayFail);
  }

  /** The same of a level whose result doesn't count. */
  public Surroundings uncounted() {
    return new Surroundings(server, pauseBefore, resetsBefore, after, false, mayFail);
  }

  /** The same of a level that may fail. */
  public Surroundings optional() {
    return new Surroundings(server, pauseBefore, resetsBefore, after, counts, true);
  }
}
