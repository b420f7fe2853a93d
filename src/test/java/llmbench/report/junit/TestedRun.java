package llmbench.report.junit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What junit.xml says of a run besides its outcome.
 *
 * @param group what its cases stand under in a tree of tests, stable from build to build: a label
 *     or a model; may be empty
 * @param level of the plan that the run is a level of, which sets its cases apart from the others';
 *     empty for a run of its own
 * @param completed requests that succeeded
 * @param failed requests that did not
 * @param endedEarly how it ended, where it was stopped from outside or has no end; empty where it
 *     ended by itself, or nothing is known of that
 * @param durationSeconds of the run
 * @param errorLimits the rules about errors that it had, such as {@code max-errors 5}; empty
 *     without one
 * @param failures each kind of failure in a line
 * @param doubted whether it was searched for doubts: a run of ours is
 * @param properties of the run for people, by name
 */
public record TestedRun(
    String group,
    String level,
    int completed,
    int failed,
    String endedEarly,
    double durationSeconds,
    String errorLimits,
    List<String> failures,
    boolean doubted,
    Map<String, String> properties) {

  public TestedRun {
    failures = List.copyOf(failures);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
