package llmbench.plan.vllm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/** The options of {@code vllm bench sweep serve} and {@code serve_workload}, by vLLM 0.33. */
final class SweepFlags {

  static final String SERVE_CMD = "serve-cmd";
  static final String BENCH_CMD = "bench-cmd";
  static final String AFTER_BENCH_CMD = "after-bench-cmd";
  static final String SHOW_STDOUT = "show-stdout";
  static final String SERVER_READY_TIMEOUT = "server-ready-timeout";
  static final String SERVE_PARAMS = "serve-params";
  static final String BENCH_PARAMS = "bench-params";
  static final String LINK_VARS = "link-vars";
  static final String OUTPUT_DIR = "output-dir";
  static final String EXPERIMENT_NAME = "experiment-name";
  static final String NUM_RUNS = "num-runs";
  static final String WARMUP_NUM_PROMPTS = "warmup-num-prompts";
  static final String CONTINUE_ON_ERROR = "continue-on-error";
  static final String DRY_RUN = "dry-run";
  static final String RESUME = "resume";
  static final String WORKLOAD_VAR = "workload-var";
  static final String WORKLOAD_ITERS = "workload-iters";

  static final String REQUEST_RATE = "request_rate";
  static final String MAX_CONCURRENCY = "max_concurrency";

  /** Flags with one dash. */
  static final Map<String, String> SHORT = Map.of("-o", OUTPUT_DIR, "-e", EXPERIMENT_NAME);

  private static final int READY_SECONDS = 300;

  private static final List<Option> OF_BOTH =
      List.of(
          Option.one(SERVE_CMD, ValueType.NAME),
          Option.one(BENCH_CMD, ValueType.NAME),
          Option.one(AFTER_BENCH_CMD, ValueType.NAME),
          Option.flag(SHOW_STDOUT),
          Option.one(SERVER_READY_TIMEOUT, ValueType.wholeFrom(0)).byDefault("" + READY_SECONDS),
          Option.one(SERVE_PARAMS, ValueType.PATH),
          Option.one(BENCH_PARAMS, ValueType.PATH),
          Option.one(LINK_VARS, ValueType.TEXT).byDefault(""),
          Option.one(OUTPUT_DIR, ValueType.PATH).byDefault("results"),
          Option.one(EXPERIMENT_NAME, ValueType.PATH),
          Option.one(NUM_RUNS, ValueType.wholeFrom(1)).byDefault("3"),
          Option.flag(DRY_RUN),
          Option.flag(RESUME));

  /** {@code serve_workload} takes them too, and does nothing with them. */
  private static final List<Option> OF_SERVE =
      List.of(
          Option.one(WARMUP_NUM_PROMPTS, ValueType.wholeFrom(0)).byDefault("0"),
          Option.flag(CONTINUE_ON_ERROR));

  private static final List<Option> OF_WORKLOADS =
      List.of(
          Option.choice(WORKLOAD_VAR, REQUEST_RATE, MAX_CONCURRENCY).byDefault(REQUEST_RATE),
          Option.one(WORKLOAD_ITERS, ValueType.wholeFrom(2)).byDefault("10"));

  private SweepFlags() {}

  /** Those of {@code serve}. */
  static List<Option> ofServe() {
    return joined(OF_BOTH, OF_SERVE);
  }

  /** Those of {@code serve_workload} that do something. */
  static List<Option> ofWorkloads() {
    return joined(OF_BOTH, OF_WORKLOADS);
  }

  /** Those of either. */
  static List<Option> all() {
    return joined(joined(OF_BOTH, OF_SERVE), OF_WORKLOADS);
  }

  private static List<Option> joined(List<Option> some, List<Option> more) {
    List<Option> all = new ArrayList<>(some);
    all.addAll(more);
    return all.stream().map(option -> option.honoured("")).toList();
  }
}
