package llmbench.options.table;

import llmbench.options.ProgressForm;

/** How a run shows how far it is: a setting of ours, and the tools' own switch. */
public final class ProgressOptions {

  /** Our setting. */
  public static final String NAME = "progress";

  /** The tools' switch of their progress bars. */
  public static final String DISABLED = "disable-tqdm";

  static final Option SETTING =
      OurOption.choice(
              NAME, ProgressForm.LINE.word(), ProgressForm.LINES.word(), ProgressForm.OFF.word())
          .honoured(
              "during the measurement: line is renewed every second; lines are added every five;"
                  + " off, as with --disable-tqdm. By default line on a terminal, lines elsewhere");

  private ProgressOptions() {}
}
