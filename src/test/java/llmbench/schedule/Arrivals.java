package llmbench.schedule;

import java.util.PrimitiveIterator;

/**
 * When each request of a run is sent: absolute times from the run's start, known before it. A case
 * is a class and its line here; how one is added is in docs/how-to-add.md. With n requests at a
 * rate of r a second, and gaps g drawn from numpy's legacy generator, which goes on behind what the
 * prompts drew from it:
 *
 * <pre>
 * VllmRate         g = gamma(b, 1/(r·b)); sums of g, times (n/r) / last sum
 *                  vllm/benchmarks/serve.py, get_request
 * VllmRampUp       the same with a rate for each request; sums of g as they are
 *                  vllm/benchmarks/serve.py, get_request and _get_current_request_rate
 * EvalscopeRate    g = exponential(1/r); sums of g, times (n/r) / last sum
 *                  evalscope/perf/core/strategies/{closed,open}_loop.py, _run_phase
 * EvalscopePauses  g = exponential(1/r); sums of the g before it (evalscope 1.1)
 *                  evalscope/perf/benchmark.py, get_requests
 * TraceTimes       (t − first t) / speed, the earliest first
 *                  evalscope/perf/plugin/datasets/workload_trace.py, _compute_schedule
 * GivenTimes       t of the dataset, or the latest before it where that is later
 *                  vllm/benchmarks/serve.py, get_request with self_timed
 * EvenGaps         (i + 1) / r for request i, counted from 0
 * LedIn            k of another's first times, then all of its times from the last of these on
 * PartOf           those of some requests of another schedule
 * </pre>
 *
 * <p>Times are made while they are taken, the same ones each time, so that ten million of them need
 * no memory; a trace's alone are held. They may be taken in any thread, each iterator in one at a
 * time.
 */
public sealed interface Arrivals
    permits EvenGaps,
        EvalscopePauses,
        EvalscopeRate,
        GivenTimes,
        LedIn,
        PartOf,
        TraceTimes,
        VllmRampUp,
        VllmRate {

  /** How many requests it has, at least one. */
  int requests();

  /**
   * The times in seconds, one a request: finite, 0 or more, never falling. They are the tool's own
   * numbers, made in its order of operations.
   *
   * @return begins anew at each call
   */
  PrimitiveIterator.OfDouble seconds();

  /**
   * The times in nanoseconds, to the nearest one.
   *
   * @return begins anew at each call
   */
  default PrimitiveIterator.OfLong nanos() {
    return new Nanos(seconds());
  }
}
