package llmbench.report.html;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ran against what: the head of a run on the page.
 *
 * @param model its name; empty where nobody says
 * @param server its URL without secrets; empty where nobody says
 * @param simulated whether the server was the simulated one
 * @param compat whose requests and definitions
 * @param startedAt ISO-8601 in UTC; empty where nobody says
 * @param durationS of the run, in seconds
 * @param load how many at once, in words
 * @param ending how the run ended, where that was not by its last prompt; else null
 * @param command repeats the run; null where that can't be said
 * @param facts of the machine and the settings
 * @param gatlingReport link to Gatling's report; null without one
 * @param files links to the files beside the page
 */
public record PageHead(
    String model,
    String server,
    boolean simulated,
    String compat,
    String startedAt,
    @Nullable BigDecimal durationS,
    String load,
    @Nullable String ending,
    @Nullable String command,
    List<Fact> facts,
    @Nullable String gatlingReport,
    List<String> files) {

  /** A fact with its name. */
  public record Fact(String label, String value) {}

  public PageHead {
    facts = List.copyOf(facts);
    files = List.copyOf(files);
  }

  /** Seconds as the head has them. */
  public static @Nullable BigDecimal seconds(double seconds) {
    return Rounded.of(seconds, Rounded.SHOWN);
  }

  /** The same with links to what lies beside the page. */
  public PageHead linked(@Nullable String toGatlingReport, List<String> toFiles) {
    return new PageHead(
        model,
        server,
        simulated,
        compat,
        startedAt,
        durationS,
        load,
        ending,
        command,
        facts,
        toGatlingReport,
        toFiles);
  }
}
