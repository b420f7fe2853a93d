package llmbench.plan.vllm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a line of {@code vllm bench sweep} asks for, checked.
 *
 * @param command {@code serve} or {@code serve_workload}
 * @param serveCommand that starts the server, before a set changes it
 * @param benchCommand that measures, likewise
 * @param afterCommand that is run after each measurement; empty to empty the server's caches
 * @param showsOutput whether the server's output is seen
 * @param readySeconds the most that the server may take to be ready
 * @param serveSets what changes the server's command, a start each
 * @param benchSets what changes the benchmark's
 * @param links which pairs of them are run
 * @param experiment the directory of the results
 * @param runs measurements of each pair
 * @param warmUpPrompts prompts of a run before them that doesn't count; 0 for none
 * @param mayFail whether the rest is measured when one can't be
 * @param dryRun whether the commands are only shown
 * @param resumes whether results that are there already are taken
 * @param workload what is explored between its ends; empty where nothing is
 */
record SweepAsked(
    String command,
    List<String> serveCommand,
    List<String> benchCommand,
    List<String> afterCommand,
    boolean showsOutput,
    int readySeconds,
    List<ParameterSet> serveSets,
    List<ParameterSet> benchSets,
    List<Link> links,
    Path experiment,
    int runs,
    int warmUpPrompts,
    boolean mayFail,
    boolean dryRun,
    boolean resumes,
    Optional<Workload> workload) {

  /**
   * What is explored.
   *
   * @param variable request_rate or max_concurrency
   * @param levels how many, both ends included
   */
  record Workload(String variable, int levels) {}

  /** Whether this pair of sets is to be run. */
  boolean links(ParameterSet serve, ParameterSet bench) {
    return links.stream().allMatch(link -> link.holds(serve, bench));
  }
}
