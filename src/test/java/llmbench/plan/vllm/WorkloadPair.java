package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import llmbench.options.syntax.PythonNumbers;
import llmbench.plan.LevelOutcome;
import llmbench.plan.PlanException;
import llmbench.plan.vllm.SweepAsked.Workload;
import llmbench.plan.vllm.SweepRun.Part;

/**
 * The workloads of a pair of sets: one request at a time, all at once, and evenly between the two
 * ({@code explore_comb_workloads} in {@code vllm/benchmarks/sweep/serve_workload.py}).
 */
record WorkloadPair(SweepPair pair, Workload workload) {

  private static final int DEFAULT_NUM_PROMPTS = 1000;
  private static final String NUM_PROMPTS = "--num-prompts";
  private static final double MILLIS = 1000;

  /** What is read of an outcome, by the keys of vLLM's results. */
  static final String REQUEST_THROUGHPUT = "request_throughput";

  static final String MEAN_E2EL_MS = "mean_e2el_ms";

  /** All of them. */
  static List<WorkloadPair> all(SweepAsked asked, Workload workload) {
    return SweepPair.all(asked).stream().map(pair -> new WorkloadPair(pair, workload)).toList();
  }

  /** Runs of one request after the other; none where the sets aren't linked so. */
  List<SweepRun> serial() {
    return end(1, Part.SERIAL);
  }

  /** Runs of all requests at once, likewise. */
  List<SweepRun> batch() {
    return end(datasetSize(), Part.BATCH);
  }

  private List<SweepRun> end(int users, Part part) {
    ParameterSet named = pair.bench().with(SweepFlags.MAX_CONCURRENCY, IntNode.valueOf(users));
    return pair.runs(named, workload.variable(), users, part);
  }

  /** Runs between the two, given what those came to. */
  List<SweepRun> between(List<LevelOutcome> serial, List<LevelOutcome> batch) {
    return values(serial, batch).stream()
        .flatMap(
            value -> pair.runs(pair.bench(), workload.variable(), value, Part.BETWEEN).stream())
        .toList();
  }

  /** Evenly from the one estimate to the other as numpy's linspace, without both ends, rounded. */
  private SortedSet<Integer> values(List<LevelOutcome> serial, List<LevelOutcome> batch) {
    double low = Math.ceil(mean(serial));
    double high = Math.floor(mean(batch));
    double step = (high - low) / (workload.levels() - 1);
    SortedSet<Integer> values = new TreeSet<>();
    for (int i = 1; i < workload.levels() - 1; i++) {
      values.add((int) Math.rint(i * step + low));
    }
    return values;
  }

  private double mean(List<LevelOutcome> outcomes) {
    return outcomes.stream().mapToDouble(this::estimate).reduce(0, Double::sum) / outcomes.size();
  }

  /** By Little's law where users are counted: throughput times latency. */
  private double estimate(LevelOutcome outcome) {
    double throughput = outcome.statistic(REQUEST_THROUGHPUT).orElse(0);
    return workload.variable().equals(SweepFlags.REQUEST_RATE)
        ? throughput
        : throughput * outcome.statistic(MEAN_E2EL_MS).orElse(0) / MILLIS;
  }

  /** Prompts of a run: of the set in this spelling only, of the command, or the tool's default. */
  int datasetSize() {
    JsonNode ofSet = pair.bench().values().get("num_prompts");
    if (ofSet != null) {
      return ofSet.isNumber() || ofSet.isBoolean() ? whole(ofSet) : whole(ofSet.asText());
    }
    List<String> words = new ArrayList<>(pair.asked().benchCommand());
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals(NUM_PROMPTS) && i + 1 < words.size()) {
        return whole(words.get(i + 1));
      }
      if (words.get(i).startsWith(NUM_PROMPTS + "=")) {
        return whole(words.get(i).substring(NUM_PROMPTS.length() + 1));
      }
    }
    return DEFAULT_NUM_PROMPTS;
  }

  private static int whole(JsonNode number) {
    return number.isBoolean() ? (number.booleanValue() ? 1 : 0) : number.intValue();
  }

  private static int whole(String text) {
    var number = PythonNumbers.whole(text);
    if (number == null || number.bitLength() >= Integer.SIZE) {
      throw new PlanException(
          "The number of prompts of a workload is a whole number, and "
              + NUM_PROMPTS
              + " or num_prompts has another value.");
    }
    return number.intValue();
  }
}
