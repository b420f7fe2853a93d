package llmbench.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import llmbench.plan.CachesToReset;
import llmbench.plan.CachesToReset.Need;
import llmbench.plan.Level;
import llmbench.plan.ServerCommand;
import llmbench.plan.Surroundings;
import llmbench.process.Console;
import llmbench.target.CacheResets;
import llmbench.target.Endpoint;
import llmbench.target.NotServedException;
import llmbench.target.ServedByUs;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * Does what is to be done around the levels of a run: starts and ends their servers, pauses between
 * them, empties caches. On the thread that prepares levels; only the end may come from another.
 */
final class LevelSurroundings implements AutoCloseable {

  private final CountDownLatch closed = new CountDownLatch(1);

  private @Nullable ServerCommand served;
  private @Nullable ServedByUs server;

  /**
   * What comes before a level is prepared: its pause, and its server, which may run already.
   *
   * @param runDirectory gets what a server prints
   * @throws NotServedException when there is no server then
   */
  void before(Surroundings around, Path runDirectory) throws InterruptedException {
    ServerCommand asked = around.server().orElse(null);
    endUnless(asked);
    pause(around.pauseBefore().toSeconds());
    if (asked != null && !isServed()) {
      start(asked, runDirectory);
    }
  }

  private synchronized void endUnless(@Nullable ServerCommand asked) {
    if (served != null && (asked == null || asked.number() != served.number())) {
      end();
    }
  }

  private synchronized boolean isServed() {
    return served != null;
  }

  private void pause(long seconds) throws InterruptedException {
    if (seconds > 0 && !isClosed()) {
      Console.say("Sleeping for " + seconds + " seconds before the next run...");
      boolean unused = closed.await(seconds, TimeUnit.SECONDS);
    }
  }

  private void start(ServerCommand asked, Path runDirectory) throws InterruptedException {
    Path log = runDirectory.resolve("server-" + asked.number() + ".log");
    Optional<Path> file = asked.showsOutput() ? Optional.empty() : Optional.of(log);
    ServedByUs started;
    synchronized (this) {
      if (isClosed()) {
        return;
      }
      Console.say(
          "Starting the level's server: "
              + asked.words().get(0)
              + " …; what it prints is in "
              + (asked.showsOutput() ? "this log" : log));
      started = ServedByUs.start(asked.words(), asked.environment(), file);
      server = started;
      served = asked;
    }
    try {
      started.awaitReady(asked.health(), asked.readyLimit());
    } catch (NotServedException e) {
      // Each level that needs it says so: the next one tries again.
      end();
      throw e;
    }
  }

  /**
   * What comes right before a level's load: its caches are emptied.
   *
   * @return what is to be known of the level, where they aren't and should be
   */
  Optional<String> ready(Surroundings around, Endpoint target) {
    Optional<CachesToReset> caches = around.resetsBefore();
    boolean emptied = caches.isEmpty() || isReset(caches.get(), target);
    return emptied || caches.get().need() != Need.DOUBTED
        ? Optional.empty()
        : Optional.of(RunFacts.SENT_BEFORE);
  }

  /**
   * What comes after a level, measured or failed.
   *
   * @param target that it had; null where there was none
   * @throws NotServedException when it can't be done
   */
  void after(Level level, @Nullable Endpoint target) throws InterruptedException {
    Surroundings.After after = level.surroundings().after();
    after.resets().ifPresent(caches -> isReset(caches, target));
    if (!after.command().isEmpty()) {
      run(after.command());
    }
  }

  private static boolean isReset(CachesToReset caches, @Nullable Endpoint target) {
    Endpoint where = caches.server().map(URI::create).map(Endpoint::new).orElse(target);
    if (where == null) {
      return true;
    }
    CacheResets resets = new CacheResets(where, Console::say);
    if (caches.need() != Need.REQUIRED) {
      return resets.resetIfOffered(caches.paths());
    }
    resets.reset(caches.paths());
    return true;
  }

  private static void run(List<String> command) throws InterruptedException {
    int status;
    try {
      status = new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new NotServedException(
          "The command after a run can't be started: there is no program "
              + command.get(0)
              + " that may be run.");
    }
    if (status != 0) {
      throw new NotServedException(
          "The command after a run, "
              + command.get(0)
              + " …, ended with exit status "
              + status
              + ".");
    }
  }

  private synchronized void end() {
    if (server != null) {
      server.close();
    }
    server = null;
    served = null;
  }

  /** Whether nothing more is measured. */
  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Nothing more is measured: a server of ours ends, and a pause. */
  @Override
  public void close() {
    closed.countDown();
    end();
  }
}
