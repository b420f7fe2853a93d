package llmbench.timeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the run around its requests: the content of run.json. Holds no secret.
 *
 * @param schema version of run.json and requests.jsonl; this code writes {@link #SCHEMA}
 * @param state how the run stands
 * @param simulation the simulation's class
 * @param startedAt when recording began, ISO-8601 in UTC; for people
 * @param clockZeroEpochMillis wall-clock time (ms since 1970) of the clock zero: the one pairing of
 *     the monotonic clock, in which all other times are, with the wall clock
 * @param endNanos when recording ended, since the clock zero; null while the run goes on
 * @param requests how many came to their end, interrupted ones among them; null while the run goes
 *     on
 * @param stop why not every prompt was sent, or why the run counts as failed; null when neither is
 * @param options every option of the run by its name in the chosen tool, so that it can be repeated
 *     and reported; secrets are left out
 * @param versions software by name: llm-bench, gatling, java, os
 * @param host the machine the client ran on: name, cores, memory
 * @param dataset facts of the prompts: how many, their tokens in all
 * @param notes what the user was told before the run, such as a tokenizer that stood in
 * @param conditions what it was measured under; null while the run goes on
 * @param tokenizer what was recognised of the tokenizer that made the prompts; empty where there is
 *     none, and in older files
 * @param shard which part of the benchmark this run sent; null where it is all of it
 */
public record RunFacts(
    int schema,
    State state,
    String simulation,
    String startedAt,
    long clockZeroEpochMillis,
    @Nullable Long endNanos,
    @Nullable Long requests,
    @Nullable Stop stop,
    Map<String, String> options,
    Map<String, String> versions,
    Map<String, String> host,
    Map<String, Long> dataset,
    List<String> notes,
    @Nullable Conditions conditions,
    Map<String, String> tokenizer,
    @Nullable Shard shard) {

  /**
   * The version of run.json and requests.jsonl that this code writes. 2 added what vLLM bench 0.33
   * tells apart in a chat, where token counts came, and the server's own times; 1 is read as well.
   */
  public static final int SCHEMA = 2;

  /** A note: an earlier level of the run has sent the same prompts, and no cache was emptied. */
  public static final String SENT_BEFORE =
      "An earlier level has sent the same prompts, and the server doesn't empty its prefix cache"
          + " when it is asked to";

  /** Of {@link #dataset}: how many warm-up requests were sent as part of the load. */
  public static final String WARM_UPS = "warm_up_requests";

  /** In {@link #dataset}: how many probes were sent beside the load. */
  public static final String PROBES = "probe_requests";

  /** How a run stands. */
  public enum State {
    /** It goes on, or it was killed. */
    RUNNING,
    /** It ended by itself. */
    FINISHED,
    /** It was stopped before its end. */
    STOPPED
  }

  /** What can end a run before its prompts do. */
  public enum StopCause {
    /** A signal such as Ctrl-C, or Maven's end. */
    SIGNAL,
    /** Too large a share of the requests failed. */
    MAX_ERROR_RATE,
    /** Too many requests failed. */
    MAX_ERRORS,
    /** The time that was asked for is over. */
    DURATION,
    /** The server did not keep up with the rate. */
    SATURATED,
    /** The dataset could not make all its prompts. */
    DATASET;

    /** Whether the run counts as failed: by a rule about errors, or without all its prompts. */
    public boolean isFailure() {
      return this == MAX_ERROR_RATE || this == MAX_ERRORS || this == DATASET;
    }
  }

  /**
   * A run's end that its prompts didn't bring.
   *
   * @param why with the figure behind it, for people; follows "the run was stopped"
   */
  public record Stop(StopCause by, String why) {

    /** Read from a file, too, in which either may be missing. */
    public Stop {
      Objects.requireNonNull(by);
      Objects.requireNonNull(why);
    }
  }

  /** Facts of a whole run that nothing has stopped, and of whose tokenizer nothing is known. */
  public RunFacts(
      int schema,
      State state,
      String simulation,
      String startedAt,
      long clockZeroEpochMillis,
      @Nullable Long endNanos,
      Map<String, String> options,
      Map<String, String> versions,
      Map<String, String> host,
      Map<String, Long> dataset,
      List<String> notes) {
    this(
        schema,
        state,
        simulation,
        startedAt,
        clockZeroEpochMillis,
        endNanos,
        null,
        null,
        options,
        versions,
        host,
        dataset,
        notes,
        null,
        Map.of(),
        null);
  }

  public RunFacts {
    options = ordered(options);
    versions = ordered(versions);
    host = ordered(host);
    dataset = ordered(dataset);
    notes = List.copyOf(notes);
    tokenizer = ordered(tokenizer);
  }

  /** A copy that keeps its order: people read run.json. */
  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * How many warm-up requests were sent as part of the load: the server counted them with the
   * measured ones, and they are in no figure of ours.
   */
  public long loadWarmUps() {
    return dataset.getOrDefault(WARM_UPS, 0L);
  }

  /** How many requests were sent beside the load, and are in no figure but their own. */
  public long probes() {
    return dataset.getOrDefault(PROBES, 0L);
  }

  /** Whether the run counts as failed: by what stopped it. */
  public boolean isFailure() {
    return stop != null && stop.by().isFailure();
  }

  /** The same facts with a note more. */
  public RunFacts noting(String note) {
    return new RunFacts(
        schema,
        state,
        simulation,
        startedAt,
        clockZeroEpochMillis,
        endNanos,
        requests,
        stop,
        options,
        versions,
        host,
        dataset,
        Stream.concat(notes.stream(), Stream.of(note)).toList(),
        conditions,
        tokenizer,
        shard);
  }

  /** The same facts of a run that ended. */
  public RunFacts ended(State how, long sinceZeroNanos, @Nullable Stop why) {
    return with(how, sinceZeroNanos, requests, why, options, dataset, conditions, tokenizer, shard);
  }

  /** The same facts of a run in which so many requests came to their end. */
  public RunFacts counting(long ended) {
    return with(state, endNanos, ended, stop, options, dataset, conditions, tokenizer, shard);
  }

  /** The same facts with these options besides; those that are there already stay. */
  public RunFacts withOptions(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(options);
    more.forEach(all::putIfAbsent);
    return with(state, endNanos, requests, stop, all, dataset, conditions, tokenizer, shard);
  }

  /** The same facts of a run that was measured under these. */
  public RunFacts under(@Nullable Conditions seen) {
    return with(state, endNanos, requests, stop, options, dataset, seen, tokenizer, shard);
  }

  /** The same facts of a run whose prompts were made with this tokenizer. */
  public RunFacts with(Map<String, String> recognised) {
    return with(state, endNanos, requests, stop, options, dataset, conditions, recognised, shard);
  }

  /** The same facts of a run of whose prompts this is known. */
  public RunFacts ofDataset(Map<String, Long> known) {
    return with(state, endNanos, requests, stop, options, known, conditions, tokenizer, shard);
  }

  /** The same facts of a run that is a part of a benchmark. */
  public RunFacts of(Shard part) {
    return with(state, endNanos, requests, stop, options, dataset, conditions, tokenizer, part);
  }

  private RunFacts with(
      State how,
      @Nullable Long sinceZeroNanos,
      @Nullable Long ended,
      @Nullable Stop why,
      Map<String, String> asked,
      Map<String, Long> prompts,
      @Nullable Conditions seen,
      Map<String, String> recognised,
      @Nullable Shard part) {
    return new RunFacts(
        schema,
        how,
        simulation,
        startedAt,
        clockZeroEpochMillis,
        sinceZeroNanos,
        ended,
        why,
        asked,
        versions,
        host,
        prompts,
        notes,
        seen,
        recognised,
        part);
  }

  /**
   * What a run has otherwise than another.
   *
   * @param before here; empty where it wasn't given
   * @param now there
   */
  public record Difference(String option, Optional<String> before, String now) {

    /** The same, seen from there. */
    private Difference turned() {
      return new Difference(option, Optional.of(now), before.orElse("(not given)"));
    }
  }

  /**
   * The first of these options, by their names, that this run had otherwise or not at all; empty
   * where it had all of them so. Those that it had besides are not looked at.
   */
  public Optional<Difference> differenceFrom(Map<String, String> now) {
    return now.entrySet().stream()
        .filter(option -> !option.getValue().equals(options.get(option.getKey())))
        .min(Map.Entry.comparingByKey())
        .map(
            option ->
                new Difference(
                    option.getKey(),
                    Optional.ofNullable(options.get(option.getKey())),
                    option.getValue()));
  }

  /** The first option that two runs have otherwise, or one of them alone; empty where none is. */
  public Optional<Difference> differenceFrom(RunFacts other) {
    return differenceFrom(other.options)
        .or(() -> other.differenceFrom(options).map(Difference::turned));
  }

  /** What is to be said of the whole that this is a part of, where all parts have these. */
  public RunFacts ofWhole(
      State how,
      @Nullable Long lastEndNanos,
      @Nullable Long ended,
      @Nullable Stop why,
      Map<String, String> software,
      Map<String, String> machines,
      Map<String, Long> prompts,
      List<String> told,
      @Nullable Conditions seen) {
    return new RunFacts(
        schema,
        how,
        simulation,
        startedAt,
        clockZeroEpochMillis,
        lastEndNanos,
        ended,
        why,
        options,
        software,
        machines,
        prompts,
        told,
        seen,
        tokenizer,
        null);
  }

  /** Whether a tool's options asked for it: a benchmark's run, not a simulation's of one's own. */
  public boolean isBenchmark() {
    return options.containsKey("compat");
  }
}
