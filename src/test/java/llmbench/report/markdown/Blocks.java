package llmbench.report.markdown;

/** A text of blocks that has a greatest length: what doesn't fit is left out, and that is said. */
final class Blocks {

  /** GitHub cuts a comment at 65,536 characters. */
  static final int MAX_CHARS = 60_000;

  private static final String LEFT_OUT = "\n_What doesn't fit here is in verdict.json._\n";

  private final StringBuilder text = new StringBuilder();
  private boolean full;

  /** Adds a block, with a blank line before it. */
  Blocks block(String block) {
    return add((text.isEmpty() ? "" : "\n") + block + "\n");
  }

  /** Adds a line to the block before it. */
  Blocks line(String line) {
    return add(line + "\n");
  }

  private Blocks add(String part) {
    if (text.length() + part.length() > MAX_CHARS - LEFT_OUT.length()) {
      full = true;
    } else {
      text.append(part);
    }
    return this;
  }

  /** All that fits. */
  @Override
  public String toString() {
    return full ? text + LEFT_OUT : text.toString();
  }
}
