package llmbench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import llmbench.conversation.Move;
import llmbench.conversation.Numbered;
import llmbench.conversation.Play;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Generators;
import llmbench.dataset.Prompt;
import llmbench.injection.AnswerRule;
import llmbench.injection.ConversationModel;
import llmbench.injection.MadeAhead;
import llmbench.injection.ReadyPrompt;
import llmbench.options.BenchOptions;
import llmbench.options.Injector;
import llmbench.request.LlmRequest;
import llmbench.timeline.LatePrompts;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Shard;
import llmbench.tokenizer.Opened;

/** Conversations: their turns are made while they are played, each behind the answer before. */
final class TurnWorkload implements Workload {

  /** How many conversations a run was to measure, in run.json's facts of its dataset. */
  private static final String CONVERSATIONS = "conversations";

  private final Asked asked;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger warmUpsSent = new AtomicInteger();

  /**
   * What is played, and how.
   *
   * @param play who says what when: this injector's part
   * @param conversations that it takes
   * @param requests makes turns' requests
   * @param tokens of what a turn sends, as its tool counts them; 0 where it doesn't
   * @param rule which answers a conversation goes on behind
   * @param counts how many conversations there are
   * @param more what else run.json says of them
   * @param drawn the tool's generators, from which is drawn while they are played
   * @param first a prompt like theirs
   * @param test its request
   * @param warmUps requests that go before the clock starts
   * @param load what is said of it before it begins
   */
  record Asked(
      Play play,
      MadeAhead<Numbered> conversations,
      Requests requests,
      ToIntFunction<Move.Send> tokens,
      AnswerRule rule,
      Counts counts,
      Map<String, Long> more,
      Generators drawn,
      Prompt first,
      LlmRequest test,
      List<LlmRequest> warmUps,
      List<String> load) {}

  /** Makes the requests of turns. */
  @FunctionalInterface
  interface Requests {

    /**
     * A turn's.
     *
     * @param index of the request among those of all injectors
     */
    LlmRequest of(int index, Move.Send turn);
  }

  /**
   * How many conversations.
   *
   * @param all that the whole benchmark measures
   * @param own of these
   * @param warmUps of its own that aren't measured
   */
  record Counts(int all, int own, int warmUps) {}

  /** Conversations that are still to be played. */
  TurnWorkload(Asked asked) {
    this.asked = asked;
  }

  @Override
  public void fill() {
    asked.conversations().fill();
  }

  @Override
  public String made(Opened tokenizer, double seconds) {
    return String.format(
        Locale.ROOT,
        "Conversations: %,d, begun to be made in %.1f s; each turn is made when it is sent",
        asked.counts().own(),
        seconds);
  }

  /** Who says what when. */
  Play play() {
    return asked.play();
  }

  /** The request of a turn. */
  LlmRequest request(Move.Send turn) {
    return asked.requests().of(turn.index(), turn);
  }

  /** What its level has left of the tool's generators, once it is over. */
  Generators drawn() {
    return asked.drawn();
  }

  @Override
  public Prompt first() {
    return asked.first();
  }

  @Override
  public LlmRequest sample() {
    return asked.test();
  }

  @Override
  public LlmRequest test() {
    return asked.test();
  }

  @Override
  public List<LlmRequest> warmUps() {
    return asked.warmUps();
  }

  @Override
  public OptionalInt loadWarmUps() {
    return asked.counts().warmUps() == 0 ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /** One that fails has fewer turns than it might have. */
  @Override
  public OptionalInt measured() {
    return OptionalInt.empty();
  }

  @Override
  public int users(BenchOptions options) {
    return asked.play().users();
  }

  @Override
  public StepModels models(StepModels.Step step) {
    BenchOptions options = step.options();
    return new TurnModels(
        new ConversationModel(
            asked.play(),
            turn -> ready(turn, options.injector()),
            new ConversationModel.Rules(asked.rule(), options.stops().duration()),
            step.gate(),
            step.start(),
            step.onOver()));
  }

  private ReadyPrompt ready(Move.Send turn, Injector injector) {
    TurnRequest request = turn.request();
    if (turn.isWarmUp()) {
      warmUpsSent.incrementAndGet();
    }
    int maxTokens = request.ownMaxTokens().orElse(request.maxTokens());
    int index = injector.shard().map(shard -> ofAll(turn.index(), shard)).orElse(turn.index());
    int tokens = asked.tokens().applyAsInt(turn);
    Prompt prompt = new Prompt(index, "", Prompt.Form.MESSAGES, tokens, maxTokens);
    return new ReadyPrompt(prompt, asked.requests().of(index, turn), turn.turn());
  }

  /** Requests of several parts are told from each other by their numbers. */
  private static int ofAll(int index, Shard shard) {
    return Math.addExact(Math.multiplyExact(index, shard.of()), shard.index() - 1);
  }

  @Override
  public ScheduleAccount schedule() {
    return ScheduleAccount.ofNone();
  }

  /** How many requests it is is known at its end. */
  @Override
  public Map<String, Long> facts() {
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put(CONVERSATIONS, (long) asked.counts().own());
    facts.putAll(asked.more());
    if (sent.get() > 0) {
      facts.put("prompts", (long) sent.get());
    }
    if (warmUpsSent.get() > 0) {
      facts.put(RunFacts.WARM_UPS, (long) warmUpsSent.get());
    }
    return facts;
  }

  @Override
  public Optional<String> said(BenchOptions whole) {
    return whole
        .injector()
        .shard()
        .map(
            shard ->
                "Shard %s: %d of %d conversations, %d%s at once"
                    .formatted(
                        shard,
                        asked.counts().own(),
                        asked.counts().all(),
                        asked.play().users(),
                        ofAll(whole.load().maxConcurrency())));
  }

  private static String ofAll(OptionalInt places) {
    return places.isPresent() ? " of " + places.getAsInt() : "";
  }

  @Override
  public List<String> load(BenchOptions whole) {
    return asked.load();
  }

  @Override
  public void begin() {
    asked.conversations().begin();
  }

  @Override
  public void sent(ReadyPrompt prompt) {
    sent.incrementAndGet();
  }

  @Override
  public boolean hasSent() {
    return sent.get() > 0;
  }

  @Override
  public Optional<LatePrompts> late() {
    return asked.conversations().late();
  }

  @Override
  public void close() {
    asked.conversations().close();
  }
}
