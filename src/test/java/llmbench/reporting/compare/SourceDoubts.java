package llmbench.reporting.compare;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import llmbench.reporting.ExitStatus;
import llmbench.timeline.Printable;
import llmbench.verdict.Doubt;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.RecordDoubt;

/**
 * What speaks against the files of what is compared: figures of half a record, laid beside those of
 * a whole one, are no comparison.
 */
final class SourceDoubts {

  /** One that is compared by several definitions is doubted once. */
  private final Set<Doubt.InRun> all = new LinkedHashSet<>();

  /** Adds those about one of them. */
  void add(String name, List<FileDoubt> doubts) {
    doubts.forEach(doubt -> all.add(new Doubt.InRun(name, doubt)));
  }

  /** Adds what a tool's result disagrees with itself in. */
  void addDifferences(String name, List<String> differences) {
    if (!differences.isEmpty()) {
      add(name, List.of(new RecordDoubt.ResultDisagrees(differences)));
    }
  }

  /** Adds those of others. */
  void addAll(SourceDoubts others) {
    all.addAll(others.all);
  }

  /** All of them, in their order. */
  List<Doubt> all() {
    return new ArrayList<>(all);
  }

  /** Says each on a line of its own, as a report does. */
  void print(PrintStream out) {
    for (Doubt doubt : all) {
      out.println("Doubt: " + Printable.line(doubt.message()) + ". " + doubt.advice());
    }
  }

  /** 0, or that of a comparison of what is known not to be whole. */
  int status() {
    boolean lost =
        all.stream()
            .anyMatch(named -> named.doubt() instanceof FileDoubt doubt && doubt.losesRequests());
    return lost ? ExitStatus.FAILED : 0;
  }
}
