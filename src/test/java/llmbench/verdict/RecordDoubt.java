package llmbench.verdict;

import java.util.List;
import java.util.Locale;
import llmbench.timeline.Counted;

/** Doubts about the number of requests: what is there, beside what should be. */
public sealed interface RecordDoubt extends FileDoubt
    permits RecordDoubt.RequestsMissing,
        RecordDoubt.RequestsDoubled,
        RecordDoubt.RequestsSurplus,
        RecordDoubt.RunsAlike,
        RecordDoubt.ResultDisagrees {

  @Override
  default boolean losesRequests() {
    return true;
  }

  /**
   * Fewer requests than the run had.
   *
   * @param file in which they should be
   * @param missing how many
   * @param counted how many the run had, by its run.json
   * @param unreadable lines of the file that can't be read, which are some of the missing
   */
  record RequestsMissing(String file, long missing, long counted, long unreadable)
      implements RecordDoubt {

    @Override
    public String message() {
      String which =
          unreadable == 0 ? "" : " (" + Counted.of(unreadable, "line") + " can't be read)";
      return String.format(
          Locale.ROOT,
          "%,d of the %s that run.json counts %s not in %s%s",
          missing,
          Counted.of(counted, "request"),
          Counted.be(missing),
          file,
          which);
    }

    @Override
    public String advice() {
      return "The figures are those of the others: put the whole file back, or run again.";
    }
  }

  /**
   * Requests that stand there more than once.
   *
   * @param doubled how many have an index that another has; each index has one left
   * @param alike how many of these are the very same request again
   * @param of how many requests are there
   */
  record RequestsDoubled(long doubled, long alike, long of) implements RecordDoubt {

    @Override
    public String message() {
      String again =
          alike == doubled
              ? "the same again"
              : alike == 0
                  ? "none of them the same again"
                  : String.format(Locale.ROOT, "%,d of them the same again", alike);
      return String.format(
          Locale.ROOT,
          "%,d of %s in requests.jsonl %s an index that another has, %s",
          doubled,
          Counted.of(of, "request"),
          doubled == 1 ? "has" : "have",
          again);
    }

    @Override
    public String advice() {
      return alike == doubled
          ? "The figures count them each time: put the file back as it was written."
          : "Runs that were put into one file are reported right as several directories.";
    }
  }

  /**
   * More requests than the run had.
   *
   * @param surplus how many more
   * @param counted how many it had at most, by its run.json
   */
  record RequestsSurplus(long surplus, long counted) implements RecordDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "requests.jsonl has %s more than the %,d that run.json counts",
          Counted.of(surplus, "request"),
          counted);
    }

    @Override
    public String advice() {
      return "Some are of another run: put both files back as they were written.";
    }
  }

  /**
   * Directories that are reported as one run have requests of each other: one is a copy, say.
   *
   * @param runs the two
   * @param alike how many requests of one are in the other
   */
  record RunsAlike(List<String> runs, long alike) implements RecordDoubt {

    public RunsAlike {
      runs = List.copyOf(runs);
    }

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%s of %s %s in %s, too",
          Counted.of(alike, "request"),
          runs.get(0),
          Counted.be(alike),
          runs.get(1));
    }

    @Override
    public String advice() {
      return "The figures count them each time: name each run once.";
    }
  }

  /**
   * A tool's result counts other requests than it has.
   *
   * @param differences each without its full stop
   */
  record ResultDisagrees(List<String> differences) implements RecordDoubt {

    public ResultDisagrees {
      differences = List.copyOf(differences);
    }

    @Override
    public String message() {
      return "the result disagrees with itself: " + String.join("; ", differences);
    }

    @Override
    public String advice() {
      return "It is not as the tool wrote it: take the file from the tool again.";
    }
  }
}
