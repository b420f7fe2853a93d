package llmbench.reporting.plan;

import java.util.regex.Pattern;

/**
 * What a level measures, by its name: plans call the runs that repeat each other by one name, with
 * their number behind it. {@code concurrency-8-run-2} and {@code BENCH--small-run=1} are vLLM's,
 * {@code sla_parallel_8_run_0} is evalscope's, {@code concurrency-8-more-1} a search's that needed
 * more requests; where nothing is swept the number is the whole name.
 */
final class LevelSetting {

  private static final Pattern NUMBER = Pattern.compile("(^|[-_])(run|more)[-=_]\\d+$");

  private LevelSetting() {}

  /** That of a level with this name; empty where it is one of several runs of nothing else. */
  static String of(String level) {
    return NUMBER.matcher(level).replaceFirst("");
  }
}
