package llmbench.report.html;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Levels side by side, as the page reads them.
 *
 * @param load what the levels' loads are, in words
 * @param throughput id of the column by which levels are compared
 * @param oneLine whether levels differ in nothing but their load
 * @param knee null where there is none
 * @param overRule what is said of levels that only wait
 * @param limits that a chart has a line for
 * @param advice null where the plan's tool gives none
 */
record SweepData(
    PageHead head,
    PageData.Verdict verdict,
    String answer,
    String load,
    String throughput,
    boolean oneLine,
    List<Column> columns,
    List<Level> levels,
    @Nullable KneeMark knee,
    String overRule,
    List<SweepPage.Limit> limits,
    SweepPage.@Nullable Advice advice,
    List<String> footnotes) {

  /** A statistic; the charts have more of them than the table. */
  record Column(String id, String group, String label, String unit, boolean inTable) {}

  /**
   * A level.
   *
   * @param load null where it is without a limit
   * @param values one a column; null where it has none
   * @param errors half of each one's confidence interval; null where the level has one run
   * @param deviations the standard deviation of each one over the runs; null where there is one run
   * @param variations these in percent of the mean; likewise
   * @param knee whether it is the level nearest to the knee
   * @param over whether it brings nothing but waiting
   * @param front whether it is on the Pareto front
   */
  record Level(
      String name,
      @Nullable BigDecimal load,
      List<String> runs,
      long requests,
      long succeeded,
      List<@Nullable BigDecimal> values,
      @Nullable List<@Nullable BigDecimal> errors,
      @Nullable List<@Nullable BigDecimal> deviations,
      @Nullable List<@Nullable BigDecimal> variations,
      List<Goal> goals,
      boolean knee,
      boolean over,
      boolean front) {}

  /** An SLO, and in how many of how many runs it was kept. */
  record Goal(String slo, int kept, int of) {}

  /** Where throughput stops paying, and how that was found. */
  record KneeMark(@Nullable BigDecimal load, String rule) {}
}
