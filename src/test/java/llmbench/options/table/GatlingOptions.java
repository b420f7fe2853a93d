package llmbench.options.table;

import java.util.List;

/** What Gatling itself shows of a run: settings of ours. */
public final class GatlingOptions {

  public static final String TTFT = "gatling-ttft";

  /** Its value is one of Gatling's data writers by name: gatling.conf puts it into the list. */
  public static final String PROGRESS = "gatling-progress";

  static final List<Option> OURS =
      List.of(
          OurOption.onOff(TTFT)
              .byDefault("true")
              .honoured(
                  "on by default: the time to the first token is a group of Gatling's report, with"
                      + " a row, a page of percentiles and assertions"),
          OurOption.choice(PROGRESS, "none", "console")
              .byDefault("none")
              .honoured(
                  "console: Gatling prints its own block as well, every five seconds and at the"
                      + " end (-D only: not in a file)"));

  private GatlingOptions() {}
}
