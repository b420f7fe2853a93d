package llmbench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;

/** Failures by their kinds. */
final class Failures {

  private Failures() {}

  /** Such as {@code 3 cut}, {@code 1 empty}, in the order of the names. */
  static List<String> kinds(List<RequestRecord> requests) {
    return named(requests.stream().map(RequestRecord::fault).filter(f -> f != null).toList());
  }

  /** The same of faults alone. */
  static List<String> named(List<Fault> faults) {
    Map<String, Integer> kinds = new TreeMap<>();
    faults.forEach(fault -> kinds.merge(fault.kind().label(), 1, Integer::sum));
    List<String> named = new ArrayList<>();
    kinds.forEach((kind, count) -> named.add(count + " " + kind));
    return named;
  }
}
