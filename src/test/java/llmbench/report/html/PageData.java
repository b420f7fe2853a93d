package llmbench.report.html;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import llmbench.verdict.Doubt;
import org.jspecify.annotations.Nullable;

/**
 * The data inside the page, in the form of its JSON: what the page's script reads, and nothing
 * else. Names become snake case; what is null is left out.
 *
 * @param helps what is behind each (?), by place
 * @param runs at least one, unless there is a sweep
 * @param comparison null where nothing is compared
 * @param sweep levels of one run side by side; null where there are none
 * @param notes what is not on the page
 */
record PageData(
    int schema,
    String generator,
    List<String> helps,
    List<Run> runs,
    @Nullable Compared comparison,
    @Nullable SweepData sweep,
    List<String> notes) {

  /** The version of the data; the page's script knows this one. */
  static final int SCHEMA = 1;

  /**
   * A run.
   *
   * @param missing why a part is not there, by its name
   */
  record Run(
      String name,
      PageHead head,
      Verdict verdict,
      List<Card> cards,
      @Nullable OverTimeLines series,
      List<Histogram> distributions,
      @Nullable Scatter scatter,
      @Nullable Timeline timeline,
      @Nullable Talks conversations,
      @Nullable ByTurn byTurn,
      List<PageTable> tables,
      List<Failure> failures,
      List<String> footnotes,
      Missing missing) {}

  /** Why a part of a run is not there; null where it is. */
  record Missing(
      @Nullable String series,
      @Nullable String distributions,
      @Nullable String scatter,
      @Nullable String timeline,
      @Nullable String conversations) {}

  /** What the run comes to. */
  record Verdict(String state, String line, List<Limit> slos, List<Doubted> doubts) {}

  /** A limit that was asked for, and what came of it. */
  record Limit(String text, String limit, String measured, String margin, boolean kept) {}

  /** What speaks against the run. */
  record Doubted(String name, String message, String next) {

    static Doubted of(Doubt doubt) {
      return new Doubted(doubt.name(), doubt.message() + ".", doubt.advice());
    }
  }

  /**
   * Figures at a glance: mean, median and P99 of a time, or one value.
   *
   * @param help place of the text in {@link PageData#helps}
   * @param seen the true figures, where they are others
   */
  record Card(
      String id,
      String title,
      @JsonProperty("long") @Nullable String longTitle,
      String unit,
      @Nullable BigDecimal mean,
      @Nullable BigDecimal p50,
      @Nullable BigDecimal p99,
      @Nullable BigDecimal value,
      @Nullable String note,
      int help,
      @JsonProperty("true") @Nullable Seen seen) {}

  /** The true figures beside a tool's. */
  record Seen(
      @Nullable BigDecimal mean,
      @Nullable BigDecimal p50,
      @Nullable BigDecimal p99,
      @Nullable BigDecimal value,
      String label) {}

  /** The run over time; all lists are as long as {@code t}. */
  record OverTimeLines(
      @Nullable BigDecimal bucketS,
      String rule,
      LineRules rules,
      List<@Nullable BigDecimal> t,
      @Nullable List<@Nullable BigDecimal> outputTokensPerS,
      List<@Nullable BigDecimal> inFlight,
      @Nullable List<@Nullable BigDecimal> plannedPerS,
      @Nullable List<@Nullable BigDecimal> sentPerS,
      @Nullable Percentiles late,
      List<@Nullable BigDecimal> finishedPerS,
      List<@Nullable BigDecimal> failedPerS,
      @Nullable Percentiles ttft,
      @Nullable Percentiles itl) {}

  /** What each line is, in a sentence. */
  record LineRules(
      String outputTokensPerS,
      String inFlight,
      String rate,
      String late,
      String ended,
      String ttft,
      String itl) {}

  /** Percentiles of each bucket in ms; null where nothing fell into it. */
  record Percentiles(
      List<@Nullable BigDecimal> p50,
      List<@Nullable BigDecimal> p90,
      List<@Nullable BigDecimal> p99) {}

  /** How a time is spread, on a logarithmic axis. */
  record Histogram(
      String id,
      String title,
      String unit,
      List<@Nullable BigDecimal> edges,
      List<@Nullable BigDecimal> counts,
      long zeros,
      List<Mark> marks,
      String rule) {}

  /** An exact percentile. */
  record Mark(String label, @Nullable BigDecimal value) {}

  /** TTFT against the prompt's length. */
  record Scatter(
      List<@Nullable BigDecimal> x, List<@Nullable BigDecimal> y, int shown, int of, String rule) {}

  /**
   * The requests one below the other.
   *
   * @param rows index, sent, first output or -1, end (ms since the first was sent), state, place of
   *     its kind or -1, output tokens
   */
  record Timeline(
      int shown, int of, String rule, List<String> kinds, List<List<@Nullable Object>> rows) {}

  /**
   * Conversations one below the other.
   *
   * @param rows number, sending of the first turn (ms since the run's first), and of each turn four
   *     more: its wait behind the end of the one before, from sending to the first output or -1,
   *     from sending to the end, and 0, or 1 and the place of the kind of its failure
   */
  record Talks(
      int shown, int of, String rule, List<String> kinds, List<List<@Nullable Object>> rows) {}

  /** TTFT by the number of the turn; all lists are as long as {@code turns}. */
  record ByTurn(
      List<@Nullable BigDecimal> turns,
      List<@Nullable BigDecimal> counts,
      Percentiles ttft,
      String rule) {}

  /** Failures of one kind. */
  record Failure(String kind, int count, String message, @Nullable String body) {}

  /** Columns side by side, and what speaks against the files that they are made of. */
  record Compared(
      List<Column> columns, List<Section> sections, List<CauseText> causes, List<Doubted> doubts) {}

  /**
   * A column.
   *
   * @param run place of its run on this page; null where it has none
   * @param against place of the column that it is compared with; null where it isn't
   */
  record Column(String letter, String title, @Nullable Integer run, @Nullable Integer against) {}

  /** Figures of one kind. */
  record Section(String title, List<Row> rows) {}

  /** A figure; every list has an entry a column. */
  record Row(
      String label,
      String also,
      List<String> cells,
      List<String> difference,
      List<String> verdict,
      List<List<Integer>> causes) {}

  /** A known cause why figures differ. */
  record CauseText(int number, String title, String text) {}
}
