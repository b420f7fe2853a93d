package llmbench.target;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server under test that we start, wait for and end, with all the processes that it starts:
 * {@code ServerProcess} in {@code vllm/benchmarks/sweep/server.py}. Whoever starts it closes it,
 * also where a run fails or is stopped; closing it twice does no harm. Thread-safe.
 */
public final class ServedByUs implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** A server that accepts and never answers is asked again. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final int READY = 200;

  private final Process process;
  private final Optional<Path> log;
  private final Duration between;

  /** Those that it has started: they outlive it where it ends by itself. */
  private final Set<ProcessHandle> started = new LinkedHashSet<>();

  private ServedByUs(Process process, Optional<Path> log, Duration between) {
    this.process = process;
    this.log = log;
    this.between = between;
  }

  /**
   * Starts it.
   *
   * @param words its program and arguments
   * @param environment variables besides ours
   * @param log gets what it prints, behind what is there; empty for the terminal
   * @throws NotServedException when there is no such program
   */
  public static ServedByUs start(
      List<String> words, Map<String, String> environment, Optional<Path> log) {
    return start(words, environment, log, BETWEEN);
  }

  static ServedByUs start(
      List<String> words, Map<String, String> environment, Optional<Path> log, Duration between) {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(
        log.map(Path::toFile)
            .map(ProcessBuilder.Redirect::appendTo)
            .orElse(ProcessBuilder.Redirect.INHERIT));
    try {
      Process process = builder.start();
      // Nobody types.
      process.getOutputStream().close();
      return new ServedByUs(process, log, between);
    } catch (IOException e) {
      throw new NotServedException(
          "The server's command can't be started: there is no program "
              + words.get(0)
              + " that may be run. Give its path, or put its folder on the PATH.");
    }
  }

  /**
   * Waits until it answers 200, asking once a second.
   *
   * @param health whom to ask
   * @param limit how long it may take
   * @throws NotServedException when it ends before, or takes longer
   */
  public void awaitReady(URI health, Duration limit) throws InterruptedException {
    URI address = URI.create(health.getScheme() + "://" + health.getRawAuthority());
    Endpoint endpoint = new Endpoint(address);
    long begin = System.nanoTime();
    while (!isReady(endpoint, health.getRawPath())) {
      remember();
      if (System.nanoTime() - begin > limit.toNanos()) {
        throw new NotServedException(
            "The server is not ready after "
                + Spoken.time(limit)
                + ": "
                + health
                + " doesn't answer 200."
                + seeLog());
      }
      if (process.waitFor(between.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new NotServedException(
            "The server ended with exit status "
                + process.exitValue()
                + " before it was ready."
                + seeLog());
      }
    }
    remember();
  }

  private static boolean isReady(Endpoint endpoint, String path) {
    try {
      return endpoint.get(path, Map.of(), ANSWER).status() == READY;
    } catch (Endpoint.UnreachableException e) {
      return false;
    }
  }

  private String seeLog() {
    return log.map(file -> " What it printed is in " + file + ".").orElse("");
  }

  private synchronized void remember() {
    process.descendants().forEach(started::add);
  }

  /** Kills it and all that it has started; returns when they are gone. */
  @Override
  public synchronized void close() {
    remember();
    Stream.concat(Stream.of(process.toHandle()), started.stream())
        .filter(ProcessHandle::isAlive)
        .forEach(ServedByUs::kill);
    // What was being started meanwhile.
    process.descendants().forEach(ServedByUs::kill);
    process.onExit().join();
  }

  private static void kill(ProcessHandle handle) {
    var unused = handle.destroyForcibly();
  }
}
