package llmbench.progress.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A terminal of a test: what stands on it after all that was printed. */
public final class Screen {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  /** Prints to it. */
  public PrintStream out() {
    return out;
  }

  /** All that was printed. */
  public String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The lines that stand there, without blanks at their ends; the last one is the cursor's. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int column = 0;
    for (char c : printed().replaceAll("\u001b\\[[0-9]*m", "").toCharArray()) {
      switch (c) {
        case '\n' -> {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
          column = 0;
        }
        case '\r' -> column = 0;
        case '\b' -> column--;
        default -> {
          if (column < line.length()) {
            line.setCharAt(column, c);
          } else {
            line.append(c);
          }
          column++;
        }
      }
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
