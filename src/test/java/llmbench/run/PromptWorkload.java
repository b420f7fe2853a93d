package llmbench.run;

import java.net.URI;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.dataset.Dataset;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.injection.PromptsAhead;
import llmbench.injection.ReadyPrompt;
import llmbench.options.BenchOptions;
import llmbench.options.Pace;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.schedule.Arrivals;
import llmbench.schedule.AskedArrivals;
import llmbench.schedule.GivenTimes;
import llmbench.schedule.LedIn;
import llmbench.timeline.LatePrompts;
import llmbench.tokenizer.Opened;

/**
 * Prompts, as the chosen tool makes them, and their times. Of a benchmark with several injectors
 * all prompts and all times are made, in the tool's order, and what isn't this one's is let go of.
 *
 * @param prompts in order: first those of requests that are sent as part of the load and not
 *     measured, then the measured ones; not filled yet
 * @param first the first measured one
 * @param sample its request: all have the same path and header names
 * @param test the request that finds out whether the endpoint is up
 * @param warmUps requests that go before the clock starts
 * @param warmUpArrivals when those are sent that are over before the measured ones begin; empty
 *     where there are none
 * @param arrivals when requests are sent, made behind the prompts from the same generator; empty
 *     where they have no times of their own. The measured requests have its last times, in their
 *     order: with n prompts, prompt i has time {@code arrivals.requests() − n + i}. So index 0 is
 *     the first prompt's, but where warm-up requests of the load have the times before: those of
 *     evalscope's closed loop, and those that go before vLLM's. Then index 0 is the first of them
 * @param whole what this is all or a part of
 */
record PromptWorkload(
    PromptsAhead prompts,
    Prompt first,
    LlmRequest sample,
    LlmRequest test,
    List<LlmRequest> warmUps,
    Optional<Arrivals> warmUpArrivals,
    Optional<Arrivals> arrivals,
    Whole whole)
    implements Workload {

  /** More don't warm the client up any faster. */
  private static final int MOST_PREPARING = 16;

  /**
   * What all injectors of a benchmark send together.
   *
   * @param measured how many requests are measured
   * @param arrivals their times, as above
   */
  record Whole(int measured, Optional<Arrivals> arrivals) {}

  /**
   * The workload of {@code vllm bench serve}.
   *
   * @param context what its dataset makes prompts with
   * @param aligned by the first prompt: shortens prompts that the server counts more tokens in
   */
  static PromptWorkload ofVllm(
      PromptContext context,
      VllmRequests requests,
      Function<Prompt, UnaryOperator<Prompt>> aligned) {
    BenchOptions options = context.options();
    Dataset dataset = Datasets.of(options);
    Prompts made = dataset.prompts(context).assigned(options);
    try {
      Iterator<Prompt> measured = made.measured().iterator();
      Prompt drawn = measured.next();
      UnaryOperator<Prompt> align =
          dataset.isAligned() ? aligned.apply(drawn) : UnaryOperator.identity();
      Prompt first = align.apply(drawn);
      Function<Prompt, LlmRequest> request =
          sendable(options, requests::whyNot, requests::measured);
      LlmRequest sample = request.apply(first);
      LlmRequest test = requests.test(first);
      List<Prompt> inLoad = WarmUpPrompts.of(context, made.requests()).stream().map(align).toList();
      OwnPart own = OwnPart.of(options.injector(), made.requests());
      Whole whole =
          new Whole(
              made.requests(),
              arrivals(options, made).map(times -> new LedIn(inLoad.size(), times)));
      return new PromptWorkload(
          ahead(own, made, own.warmUps(inLoad), first, measured, align, request),
          first,
          sample,
          test,
          Collections.nCopies(options.own().startup().warmups(), test),
          Optional.empty(),
          whole.arrivals().map(own::times),
          whole);
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /**
   * A prompt's request, where it can be sent; of several servers to the one whose turn it is.
   *
   * @throws RefusedException by what is made, where it can't
   */
  static Function<Prompt, LlmRequest> sendable(
      BenchOptions options,
      Function<Prompt, Optional<String>> whyNot,
      Function<Prompt, LlmRequest> requests) {
    List<URI> servers = options.target().inTurn();
    return prompt -> {
      Optional<String> why = whyNot.apply(prompt);
      if (why.isPresent()) {
        throw new RefusedException("Prompt " + prompt.index() + " can't be sent: " + why.get());
      }
      LlmRequest request = requests.apply(prompt);
      return servers.isEmpty()
          ? request
          : request.to(servers.get(Math.floorMod(prompt.index(), servers.size())));
    };
  }

  /** The workload of {@code evalscope perf}. */
  static PromptWorkload ofEvalscope(PromptContext context, String model) {
    BenchOptions options = context.options();
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    Prompts made = Datasets.of(options).prompts(context).assigned(options);
    try {
      Iterator<Prompt> measured = made.measured().iterator();
      Prompt first = measured.next();
      Optional<AskedArrivals.Schedules> schedules = schedules(options, made);
      // A file has no times of theirs, nor has a trace, so they go before.
      boolean before = isTimedByFile(options) || made.times().isPresent();
      List<Prompt> inLoad = before ? List.of() : made.warmUps();
      Function<Prompt, LlmRequest> request = sendable(options, requests::whyNot, requests::of);
      LlmRequest sample = request.apply(first);
      OwnPart own = OwnPart.of(options.injector(), made.requests());
      Whole whole = new Whole(made.requests(), schedules.map(AskedArrivals.Schedules::measured));
      return new PromptWorkload(
          ahead(own, made, own.warmUps(inLoad), first, measured, UnaryOperator.identity(), request),
          first,
          sample,
          requests.of(made.test().orElseThrow()),
          before ? own.warmUps(made.warmUps()).stream().map(requests::of).toList() : List.of(),
          schedules.flatMap(AskedArrivals.Schedules::warmUps).flatMap(own::warmUpTimes),
          whole.arrivals().map(own::times),
          whole);
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  @Override
  public OptionalInt loadWarmUps() {
    return OptionalInt.of(prompts.warmUps());
  }

  @Override
  public OptionalInt measured() {
    return OptionalInt.of(prompts.measured());
  }

  /**
   * In the closed model as many as requests are in flight; in the open one those that prepare, of
   * whose requests each has a user of its own.
   */
  @Override
  public int users(BenchOptions options) {
    // Warm-up requests of the load take their places among the others.
    int users = options.load().concurrency(prompts.all().size());
    return arrivals.isPresent() ? Math.min(users, MOST_PREPARING) : users;
  }

  @Override
  public StepModels models(StepModels.Step step) {
    return new PromptModels(this, step);
  }

  @Override
  public ScheduleAccount schedule() {
    // Of a part, too: its requests have the indexes that they have in the whole.
    return new ScheduleAccount(whole.arrivals().orElse(null), whole.measured());
  }

  @Override
  public Map<String, Long> facts() {
    return PromptFacts.of(prompts.account());
  }

  @Override
  public Optional<String> said(BenchOptions asked) {
    return OwnPart.said(asked, this);
  }

  @Override
  public List<String> load(BenchOptions asked) {
    return LoadLines.of(asked, whole.measured());
  }

  @Override
  public void fill() {
    prompts.fill();
  }

  @Override
  public String made(Opened tokenizer, double seconds) {
    return PromptFacts.said(prompts.account(), tokenizer, seconds);
  }

  @Override
  public void begin() {
    prompts.begin();
  }

  @Override
  public void sent(ReadyPrompt prompt) {
    prompts.sent(prompt.prompt());
  }

  @Override
  public boolean hasSent() {
    return prompts.account().sent() > 0;
  }

  @Override
  public Optional<LatePrompts> late() {
    return prompts.late();
  }

  @Override
  public void close() {
    prompts.close();
  }

  private static boolean isTimedByFile(BenchOptions options) {
    return options.load().paced().filter(each -> each.pace() instanceof Pace.Recorded).isPresent();
  }

  private static PromptsAhead ahead(
      OwnPart own,
      Prompts made,
      List<Prompt> warmUps,
      Prompt first,
      Iterator<Prompt> others,
      UnaryOperator<Prompt> align,
      Function<Prompt, LlmRequest> requests) {
    Stream<Prompt> rest =
        StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(others, Spliterator.ORDERED), false);
    // A prompt that is another's is not worth asking the server about.
    Stream<Prompt> measured =
        Stream.concat(own.of(Stream.of(first)), own.of(rest).map(align)).onClose(made::close);
    Stream<Prompt> all = Stream.concat(warmUps.stream(), measured);
    return new PromptsAhead(warmUps.size(), own.share(made.requests()), all, requests);
  }

  /** The dataset's own times, or those that a rate says. */
  private static Optional<Arrivals> arrivals(BenchOptions options, Prompts made) {
    return schedules(options, made).map(AskedArrivals.Schedules::measured);
  }

  private static Optional<AskedArrivals.Schedules> schedules(BenchOptions options, Prompts made) {
    return made.times().isPresent()
        ? Optional.of(
            new AskedArrivals.Schedules(
                Optional.empty(), new GivenTimes(made.requests(), made.times().get()::seconds)))
        : AskedArrivals.all(options, made.requests(), made.generators().numpy());
  }
}
