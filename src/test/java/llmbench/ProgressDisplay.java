package llmbench;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import llmbench.options.ProgressForm;
import llmbench.progress.LastLine;
import llmbench.progress.Live;
import llmbench.progress.LiveLine;
import llmbench.progress.Terminal;

/** Where this process shows how far its runs are. */
final class ProgressDisplay {

  private final Terminal terminal;
  private final PrintStream out;
  private final LastLine lastLine;

  /**
   * A display.
   *
   * @param out is that terminal; what else goes there doesn't know of the line
   */
  ProgressDisplay(Terminal terminal, PrintStream out) {
    this.terminal = terminal;
    this.out = out;
    lastLine = new LastLine(out);
  }

  /**
   * Standard output. From now on all that is printed there or to standard error, by whomever, goes
   * out of the line's way. To be made once, before Scala's console takes hold of standard output.
   */
  static ProgressDisplay ofProcess(Map<String, String> environment) {
    PrintStream out = System.out;
    ProgressDisplay display = new ProgressDisplay(Terminal.ofOutput(environment), out);
    System.setOut(display.lastLine.behind(out, encoding("stdout.encoding")));
    System.setErr(display.lastLine.behind(System.err, encoding("stderr.encoding")));
    return display;
  }

  /** A run's line in that form. */
  LiveLine line(String name, Live live, ProgressForm form) {
    return switch (form) {
      case OFF -> LiveLine.off(live);
      case LINES -> LiveLine.inLog(name, live, out, System::nanoTime);
      case LINE -> LiveLine.inPlace(name, live, terminal, lastLine, System::nanoTime);
      case AUTOMATIC ->
          line(name, live, terminal.renews() ? ProgressForm.LINE : ProgressForm.LINES);
    };
  }

  /** What {@code System} has encoded by; until Java 18 the property had another name. */
  private static Charset encoding(String property) {
    String name = System.getProperty(property, System.getProperty("sun." + property));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }
}
