package llmbench.progress;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Where the lines of a run go. */
sealed interface Place {

  /** From one line to the next. */
  long everyNanos();

  /** Shows how the run stands. */
  void show(String line);

  /** The last request is finished: others are about to print. */
  void makeWay();

  /** The run is over; this is how it ended. */
  void end(String line);

  /** A terminal's last line, which goes when the run is over: what comes then says it better. */
  record InPlace(LastLine terminal) implements Place {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public long everyNanos() {
      return EVERY_NANOS;
    }

    @Override
    public void show(String line) {
      terminal.show(line);
    }

    @Override
    public void makeWay() {
      terminal.clear();
    }

    @Override
    public void end(String line) {
      terminal.clear();
    }
  }

  /** A file or a pipe, where each line stays, and the last tells how the run ended. */
  record Log(PrintStream out) implements Place {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Override
    public long everyNanos() {
      return EVERY_NANOS;
    }

    @Override
    public void show(String line) {
      out.println(line);
      out.flush();
    }

    @Override
    public void makeWay() {
      // What stands there doesn't hinder anyone.
    }

    @Override
    public void end(String line) {
      show(line);
    }
  }
}
