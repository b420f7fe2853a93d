package llmbench.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RequestLines;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a run has left behind, beside how many it had. Each has an index of its own,
 * which no run gives twice.
 */
final class RecordCounts {

  /** How many requests a benchmark was to send, in run.json's facts of its dataset. */
  private static final String PROMPTS = "prompts";

  /** Nobody says how many there should be. */
  private static final long UNKNOWN = -1;

  /** Odd, and half of its bits are set: the golden ratio's. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** What tells one request from another, wherever they stand; ascending. */
  private final long[] prints;

  private final long doubled;
  private final long alike;

  /**
   * Counts.
   *
   * @param prints of all requests
   * @param doubled how many have an index that another has; each index has one left
   * @param alike how many are the same again as another
   */
  private RecordCounts(long[] prints, long doubled, long alike) {
    this.prints = prints;
    this.doubled = doubled;
    this.alike = alike;
  }

  /** Collects the requests of a run: some twelve bytes each. */
  static final class Sum {

    private int size;
    private int[] indexes = new int[64];
    private long[] prints = new long[64];

    void add(RequestRecord request) {
      if (size == indexes.length) {
        indexes = Arrays.copyOf(indexes, Math.addExact(size, size));
        prints = Arrays.copyOf(prints, indexes.length);
      }
      indexes[size] = request.index();
      prints[size] = print(request);
      size++;
    }

    /** Times are nanoseconds: of two requests hardly one is the same, and never all of this. */
    private static long print(RequestRecord request) {
      long print = request.index();
      for (long part :
          new long[] {request.sentNanos(), request.endNanos(), request.requestId().hashCode()}) {
        print = (print ^ part) * SPREAD;
        print ^= print >>> Integer.SIZE;
      }
      return print;
    }

    RecordCounts counts() {
      int[] each = Arrays.copyOf(indexes, size);
      long[] all = Arrays.copyOf(prints, size);
      Arrays.sort(each);
      Arrays.sort(all);
      long doubled = 0;
      long alike = 0;
      for (int i = 1; i < size; i++) {
        doubled += each[i] == each[i - 1] ? 1 : 0;
        alike += all[i] == all[i - 1] ? 1 : 0;
      }
      return new RecordCounts(all, doubled, alike);
    }
  }

  /** How many there are. */
  long size() {
    return prints.length;
  }

  /** How many of these requests are among the others. */
  long in(RecordCounts others) {
    return Arrays.stream(prints)
        .filter(print -> Arrays.binarySearch(others.prints, print) >= 0)
        .count();
  }

  /** Whether a run tells how many requests it had. */
  static boolean areTold(RecordedRun run) {
    return least(run) >= 0;
  }

  /** What is to be said of a run's requests, or of the log's where that is all there is. */
  List<FileDoubt> doubts(RecordedRun run) {
    List<FileDoubt> doubts = new ArrayList<>();
    RequestLines lines = run.lines();
    if (lines == null) {
      // The log has what was answered, and a simulation's other requests as well.
      missing(run, RecordedRun.LOG_FILE, run.prompts().size(), 0, doubts);
      return doubts;
    }
    if (doubled > 0) {
      doubts.add(new RecordDoubt.RequestsDoubled(doubled, alike, prints.length));
    }
    long different = prints.length - doubled;
    missing(run, RecordedRun.REQUEST_FILE, different, lines.unreadable(), doubts);
    long most = most(run.facts());
    if (most != UNKNOWN && different > most) {
      doubts.add(new RecordDoubt.RequestsSurplus(different - most, most));
    }
    return doubts;
  }

  /** What lines that can't be read explain is said with them. */
  private static void missing(
      RecordedRun run, String file, long there, long unreadable, List<FileDoubt> doubts) {
    long counted = least(run);
    if (counted - there > unreadable) {
      doubts.add(new RecordDoubt.RequestsMissing(file, counted - there, counted, unreadable));
    }
  }

  /** How many there should be at least. */
  private static long least(RecordedRun run) {
    RunFacts facts = run.facts();
    if (facts == null) {
      return UNKNOWN;
    }
    boolean whole = facts.state() == RunFacts.State.FINISHED && facts.stop() == null;
    long prompts = whole ? number(facts.dataset().get(PROMPTS)) - run.crashes() : UNKNOWN;
    return Math.max(number(facts.requests()), prompts);
  }

  /** How many there can be. */
  private static long most(@Nullable RunFacts facts) {
    if (facts == null) {
      return UNKNOWN;
    }
    long requests = number(facts.requests());
    return requests == UNKNOWN ? number(facts.dataset().get(PROMPTS)) : requests;
  }

  private static long number(@Nullable Long count) {
    return count == null || count < 0 ? UNKNOWN : count;
  }
}
