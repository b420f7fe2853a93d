package llmbench.warmup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import llmbench.llm.LlmResult;

/**
 * A few users play requests against a server within this process until they get no faster: what
 * every warm-up of the client is. On the users' event loops.
 */
final class LoopbackWarmUp {

  /** Enough to keep all event loops busy; the more, the longer each takes. */
  static final int MAX_PLAYERS = 16;

  private final LoopbackServer server;
  private final PlateauDetector pace;
  private final Consumer<JvmWarmUp.Outcome> ended;
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  private LoopbackWarmUp(LoopbackServer server, Duration most, Consumer<JvmWarmUp.Outcome> ended) {
    this.server = server;
    this.ended = ended;
    pace = new PlateauDetector(most.toNanos());
  }

  /**
   * Starts the server; nobody plays yet.
   *
   * @param most how long it may take
   * @param ended is called once, when the last player has left
   * @throws IOException when there is no port for the server
   */
  static LoopbackWarmUp start(Duration most, Consumer<JvmWarmUp.Outcome> ended) throws IOException {
    return new LoopbackWarmUp(LoopbackServer.listen(), most, ended);
  }

  String url() {
    return server.url();
  }

  /** So many will play, and leave. */
  void players(int count) {
    left.set(count);
  }

  /** A player comes: its clock runs from the first one's coming. */
  void begin() {
    pace.begin(System.nanoTime());
  }

  /** Whether nobody is to play on. */
  boolean isOver() {
    return over.get();
  }

  /**
   * An answer came. One that failed ends the play as well: a warm-up is no reason to hold a run up.
   *
   * @return whether the play goes on
   */
  boolean goesOn(LlmResult result) {
    if (result.fault() != null || !pace.done(result.timeline().outputs(), System.nanoTime())) {
      over.set(true);
    }
    return !over.get();
  }

  /** A player leaves. Behind the last one what they leave on the heap is cleared away. */
  void leave() {
    if (left.decrementAndGet() == 0) {
      server.close();
      System.gc();
      ended.accept(
          new JvmWarmUp.Outcome(
              pace.total(), pace.seconds(), pace.firstPerSecond(), pace.bestPerSecond()));
    }
  }
}
