package llmbench.options;

import java.util.Locale;

/** How a run shows how far it is: a setting of ours. */
public enum ProgressForm {
  /** {@link #LINE} on a terminal, {@link #LINES} elsewhere. */
  AUTOMATIC,
  /** One line that is renewed in its place every second. */
  LINE,
  /** A new line every five seconds. */
  LINES,
  /** Not at all. */
  OFF;

  /** Its value of {@code -Dllm.progress}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
