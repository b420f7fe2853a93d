package llmbench.progress;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * The one owner of a terminal's last line, which is renewed in its place. Whatever else is printed
 * goes through {@link #behind}: it finds the line cleared, and the line comes back below it. Any
 * thread.
 *
 * <p>Works by carriage returns and blanks, which every terminal knows.
 */
public final class LastLine {

  /** A terminal shows the user's Ctrl-C as ^C, behind the line. */
  private static final int CTRL_C_COLUMNS = 2;

  /** A line must leave so many columns free: some terminals wrap as soon as the last is filled. */
  static final int SPARE_COLUMNS = CTRL_C_COLUMNS + 1;

  private final PrintStream terminal;
  private int shownColumns;
  private boolean midLine;

  /** Nothing is shown yet. */
  public LastLine(PrintStream terminal) {
    this.terminal = terminal;
  }

  /**
   * Shows a line in the place of the one before. Where somebody else is in the middle of a line of
   * his, nothing is shown.
   *
   * @param line without line end; may have colours
   */
  synchronized void show(String line) {
    if (midLine) {
      return;
    }
    int columns = line.replaceAll("\u001b\\[[0-9;]*m", "").length();
    int rest = Math.max(0, shownColumns - columns);
    terminal.print("\r" + line + " ".repeat(rest) + "\b".repeat(rest));
    terminal.flush();
    shownColumns = columns;
  }

  /** Clears the line, if one is shown. */
  synchronized void clear() {
    if (shownColumns > 0) {
      terminal.print("\r" + " ".repeat(shownColumns + CTRL_C_COLUMNS) + "\r");
      terminal.flush();
      shownColumns = 0;
    }
  }

  /**
   * A stream to the same terminal as {@code out}, before whose output the line is cleared.
   *
   * @param encoding of {@code out}
   */
  public PrintStream behind(PrintStream out, Charset encoding) {
    return new PrintStream(new Behind(out), true, encoding);
  }

  private synchronized void others(PrintStream out, byte[] bytes, int from, int length) {
    if (length > 0) {
      clear();
      out.write(bytes, from, length);
      midLine = bytes[from + length - 1] != '\n';
    }
  }

  /** Everybody else's bytes. */
  private final class Behind extends OutputStream {

    private final PrintStream out;

    Behind(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      others(out, bytes, from, length);
    }

    @Override
    public void flush() {
      out.flush();
    }
  }
}
