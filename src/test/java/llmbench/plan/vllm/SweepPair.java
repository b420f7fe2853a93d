package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import llmbench.plan.vllm.SweepRun.Part;
import llmbench.plan.vllm.SweepRun.Place;

/**
 * A set of the server's and one of the benchmark's: {@code run_comb} in {@code
 * vllm/benchmarks/sweep/serve.py}.
 *
 * @param number among all pairs
 */
record SweepPair(SweepAsked asked, int number, int serveNumber, ParameterSet bench) {

  /** All pairs, those that aren't linked too. */
  static List<SweepPair> all(SweepAsked asked) {
    List<SweepPair> pairs = new ArrayList<>();
    for (int serve = 0; serve < asked.serveSets().size(); serve++) {
      for (ParameterSet bench : asked.benchSets()) {
        pairs.add(new SweepPair(asked, pairs.size(), serve, bench));
      }
    }
    return List.copyOf(pairs);
  }

  ParameterSet serve() {
    return asked.serveSets().get(serveNumber);
  }

  String folder() {
    return FolderName.of(serve(), bench);
  }

  /** Its runs, the warm-up first; none where the sets aren't linked. */
  List<SweepRun> runs() {
    if (!asked.links(serve(), bench)) {
      return List.of();
    }
    List<SweepRun> runs = new ArrayList<>();
    if (asked.warmUpPrompts() > 0) {
      ParameterSet few = bench.with("num_prompts", IntNode.valueOf(asked.warmUpPrompts()));
      runs.add(run(few, folder(), SweepRun.WARM_UP, Part.WHOLE));
    }
    runs.addAll(runs(bench, folder(), Part.WHOLE));
    return runs;
  }

  /**
   * Its runs at one value of the workload's variable.
   *
   * @param named the benchmark's set, of which the folder has its name
   */
  List<SweepRun> runs(ParameterSet named, String variable, int value, Part part) {
    ParameterSet whole = named.with(variable, IntNode.valueOf(value));
    return asked.links(serve(), whole)
        ? runs(whole, FolderName.of(serve(), named, "WL-", variable + "=" + value), part)
        : List.of();
  }

  private List<SweepRun> runs(ParameterSet set, String folder, Part part) {
    List<SweepRun> runs = new ArrayList<>();
    for (int i = 0; i < asked.runs(); i++) {
      runs.add(run(set, folder, i, part));
    }
    return runs;
  }

  private SweepRun run(ParameterSet set, String folder, int run, Part part) {
    return new SweepRun(asked, serveNumber, set, folder, run, new Place(number, part));
  }
}
