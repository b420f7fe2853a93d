package llmbench.run;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.options.ProgressForm;
import llmbench.progress.LastLine;
import llmbench.progress.Live;
import llmbench.progress.LiveLine;
import llmbench.progress.Quiet;
import llmbench.progress.Terminal;

/** Where this process shows how far its runs are. */
public final class ProgressDisplay {

  private final Terminal terminal;
  private final PrintStream out;
  private final LastLine lastLine;
  private final Consumer<LastLine> makeRoom;
  private boolean roomMade;

  /**
   * A display that nothing else is printed to.
   *
   * @param out prints to that terminal
   */
  public ProgressDisplay(Terminal terminal, PrintStream out) {
    this(terminal, out, lastLine -> {});
  }

  private ProgressDisplay(Terminal terminal, PrintStream out, Consumer<LastLine> makeRoom) {
    this.terminal = terminal;
    this.out = out;
    this.makeRoom = makeRoom;
    lastLine = new LastLine(out);
  }

  /** Standard output. */
  public static ProgressDisplay ofProcess(Map<String, String> environment) {
    return new ProgressDisplay(
        Terminal.ofOutput(environment), System.out, ProgressDisplay::makeRoomOnConsole);
  }

  /**
   * From now on what is printed to standard output or standard error goes out of the line's way,
   * whoever prints it. Only Gatling itself holds on to what was standard output before: it prints
   * before and after the measurement, and where its own console block is wanted, that begins on a
   * new line.
   */
  private static void makeRoomOnConsole(LastLine lastLine) {
    System.setOut(lastLine.behind(System.out, encoding("stdout.encoding")));
    System.setErr(lastLine.behind(System.err, encoding("stderr.encoding")));
  }

  /** What {@code System} has encoded by; until Java 18 the property had another name. */
  private static Charset encoding(String property) {
    String name = System.getProperty(property, System.getProperty("sun." + property));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /**
   * A run's line in that form.
   *
   * @param whenQuiet is told when no token comes for long
   */
  LiveLine line(String name, Live live, ProgressForm form, Consumer<Quiet> whenQuiet) {
    return switch (form) {
      case OFF -> LiveLine.off(live);
      case LINES -> LiveLine.inLog(name, live, out, System::nanoTime, whenQuiet);
      case LINE -> renewed(name, live, whenQuiet);
      case AUTOMATIC ->
          line(name, live, terminal.renews() ? ProgressForm.LINE : ProgressForm.LINES, whenQuiet);
    };
  }

  private LiveLine renewed(String name, Live live, Consumer<Quiet> whenQuiet) {
    if (!roomMade) {
      roomMade = true;
      makeRoom.accept(lastLine);
    }
    return LiveLine.inPlace(name, live, terminal, lastLine, System::nanoTime, whenQuiet);
  }
}
