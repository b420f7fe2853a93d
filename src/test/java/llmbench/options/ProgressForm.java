package llmbench.options;

import static llmbench.options.Compat.EVALSCOPE_1_1;
import static llmbench.options.Compat.EVALSCOPE_1_14;
import static llmbench.options.Compat.VLLM_0_11;
import static llmbench.options.Compat.VLLM_0_32;

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

  private static final String NAME = "progress";
  private static final String DISABLED = "disable-tqdm";

  static final Option SETTING =
      Option.choice(NAME, LINE.word(), LINES.word(), OFF.word())
          .in(VLLM_0_32, VLLM_0_11, EVALSCOPE_1_14, EVALSCOPE_1_1)
          .honoured(
              "while it measures: line, one that is renewed every second; lines, a new one every"
                  + " five; off, as with --disable-tqdm. By itself: line on a terminal, lines"
                  + " elsewhere");

  /** Whoever wants no progress bar wants none of ours. */
  static ProgressForm of(Settings settings) {
    if (settings.isOn(DISABLED)) {
      return OFF;
    }
    String word = settings.text(NAME);
    return word == null ? AUTOMATIC : valueOf(word.toUpperCase(Locale.ROOT));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
