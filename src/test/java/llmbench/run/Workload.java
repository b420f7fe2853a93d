package llmbench.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.dataset.Prompt;
import llmbench.injection.ReadyPrompt;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;
import llmbench.timeline.LatePrompts;
import llmbench.tokenizer.Opened;

/**
 * What a run sends, as the chosen tool makes it, and how much of it was sent so far. Of a benchmark
 * with several injectors it is this one's part. Thread-safe.
 */
sealed interface Workload extends AutoCloseable permits PromptWorkload, TurnWorkload {

  /** A prompt like those that are sent: the first measured one, where there are prompts. */
  Prompt first();

  /** Any of the requests: all have the same path and header names. */
  LlmRequest sample();

  /** The request that finds out whether the endpoint is up. */
  LlmRequest test();

  /** Requests that go before the clock starts. */
  List<LlmRequest> warmUps();

  /**
   * How many warm-up requests are part of the load; 0 where there are none, empty where there are
   * some and nobody knows how many.
   */
  OptionalInt loadWarmUps();

  /** How many requests are measured; empty where only their end tells. */
  OptionalInt measured();

  /** How many Gatling users begin together. */
  int users(BenchOptions options);

  /** How its requests are sent. */
  StepModels models(StepModels.Step step);

  /** An account of how its times are kept. */
  ScheduleAccount schedule();

  /** What run.json says of it so far. */
  Map<String, Long> facts();

  /** What is said of the part that it is, for people; empty where it is all. */
  Optional<String> said(BenchOptions whole);

  /** How many at once, and when: what is said of it before it begins. */
  List<String> load(BenchOptions whole);

  /**
   * Makes as much of it as may be held, before anything is measured.
   *
   * @throws RuntimeException the dataset's own, when it fails
   */
  void fill();

  /**
   * What is said of it then.
   *
   * @param seconds how long that took
   */
  String made(Opened tokenizer, double seconds);

  /** The load begins. */
  void begin();

  /** A measured request is sent. */
  void sent(ReadyPrompt prompt);

  /** Whether any was. */
  boolean hasSent();

  /** What wasn't there in time; empty where all was. */
  Optional<LatePrompts> late();

  /** Nothing more is to be made. May be called again. */
  @Override
  void close();
}
