package llmbench.reporting.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import llmbench.reporting.ExitStatus;
import llmbench.timeline.Counted;
import llmbench.timeline.Printable;
import llmbench.verdict.Doubt;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.RecordDoubt;

/**
 * What speaks against what is compared. First its files: figures of half a record, laid beside
 * those of a whole one, are no comparison. Then whatever else a report of it doubts.
 */
final class SourceDoubts {

  /** One that is compared by several definitions is doubted once. */
  private final Set<Doubt.InRun> all = new LinkedHashSet<>();

  /** Besides those of the files, by run. */
  private final Map<String, List<Doubt>> others = new LinkedHashMap<>();

  /** Adds those about the files of one of them. */
  void add(String name, List<FileDoubt> doubts) {
    doubts.forEach(doubt -> all.add(new Doubt.InRun(name, doubt)));
  }

  /** Adds what else speaks against a run; what was added already stays as it is. */
  void addOthers(String name, List<Doubt> doubts) {
    List<Doubt> more = doubts.stream().filter(doubt -> !(doubt instanceof FileDoubt)).toList();
    if (!more.isEmpty()) {
      others.put(name, more);
    }
  }

  /** Adds what a tool's result disagrees with itself in. */
  void addDifferences(String name, List<String> differences) {
    if (!differences.isEmpty()) {
      add(name, List.of(new RecordDoubt.ResultDisagrees(differences)));
    }
  }

  /** Adds those of others. */
  void addAll(SourceDoubts more) {
    all.addAll(more.all);
    others.putAll(more.others);
  }

  /** All of them, in their order. */
  List<Doubt> all() {
    List<Doubt> both = new ArrayList<>(all);
    others.forEach(
        (name, doubts) -> doubts.forEach(doubt -> both.add(new Doubt.InRun(name, doubt))));
    return both;
  }

  /**
   * Says each about a file on a line of its own, as a report does, and of each run on one line what
   * else its own report doubts, and what to do about.
   */
  void print(PrintStream out) {
    for (Doubt doubt : all) {
      out.println("Doubt: " + Printable.line(doubt.message()) + ". " + doubt.advice());
    }
    others.forEach((name, doubts) -> out.println(Printable.line(line(name, doubts))));
  }

  private static String line(String name, List<Doubt> doubts) {
    return Counted.of(doubts.size(), "doubt")
        + " more about "
        + name
        + ": "
        + doubts.stream().map(Doubt::message).collect(Collectors.joining("; "))
        + ". Its own report says what to do.";
  }

  /** 0, or that of a comparison of what is known not to be whole. */
  int status() {
    boolean lost =
        all.stream()
            .anyMatch(named -> named.doubt() instanceof FileDoubt doubt && doubt.losesRequests());
    return lost ? ExitStatus.FAILED : 0;
  }
}
