package llmbench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.api.Apis;
import llmbench.conversation.EvalscopePlay;
import llmbench.conversation.Numbered;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.conversations.AskedPlay;
import llmbench.dataset.conversations.ConversationDatasets;
import llmbench.dataset.conversations.Conversations;
import llmbench.injection.MadeAhead;
import llmbench.metrics.request.SuccessRule;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.Injector;
import llmbench.request.EvalscopeRequests;
import llmbench.target.Spoken;
import llmbench.timeline.Counted;

/** The conversations of {@code evalscope perf --multi-turn}. */
final class EvalscopeTurns {

  /** Conversations that are made before anybody takes them, beside one for each who may. */
  private static final int HELD = 256;

  private static final double NANOS_PER_SECOND = 1e9;

  private EvalscopeTurns() {}

  /**
   * Its workload, still to be filled.
   *
   * @throws RefusedException where it can't be played as asked
   */
  static TurnWorkload workload(PromptContext context, String model) {
    BenchOptions options = context.options();
    refuseDealtDraws(options);
    Injector own = options.injector();
    EvalscopeRequests requests = new EvalscopeRequests(options, model);
    Conversations made = ConversationDatasets.of(options).conversations(context);
    refuseNone(own, made.number());
    int places = options.own().load().maxConcurrency().orElseThrow();
    MadeAhead<Numbered> ahead =
        new MadeAhead<>(made.numbered(own::sends), HELD + places, made::close);
    Prompt first = made.test().orElseThrow();
    SuccessRule rule = Apis.evalscope(options.target().backend()).evalscopeDialect().ownRule();
    return new TurnWorkload(
        new TurnWorkload.Asked(
            AskedPlay.evalscope(options.own(), made, ahead),
            ahead,
            (index, turn) -> OneServer.of(options, turn, requests.of(turn.request())),
            turn -> turn.request().tokens(),
            new ToolAnswers(rule),
            new TurnWorkload.Counts(
                made.number(), own.share(made.number()), own.share(made.warmUps())),
            Map.of(),
            made.generators(),
            first,
            requests.of(first),
            List.of(),
            load(options.evalscope().orElseThrow(), options)));
  }

  private static void refuseNone(Injector own, int all) {
    if (own.share(all) < 1) {
      throw new RefusedException(
          "-Dllm.shard=%s: there is no conversation for this part, since there are only %d; ask for"
                  .formatted(own.shard().orElseThrow(), all)
              + " fewer parts. Nothing was sent.");
    }
  }

  /** The tool draws when it sends, and several who send would each draw the first draws. */
  private static void refuseDealtDraws(BenchOptions options) {
    EvalscopeOptions.Range most = options.evalscope().orElseThrow().maxTokens();
    if (options.injector().shard().isPresent() && most.low() != most.high()) {
      throw new RefusedException(
          "-Dllm.shard with --multi-turn: --max-tokens %s-%s is drawn when a turn is sent, so parts"
                  .formatted(most.low(), most.high())
              + " can't send together what one would; give it one number. Nothing was sent.");
    }
  }

  private static List<String> load(EvalscopeOptions asked, BenchOptions options) {
    List<String> lines = new ArrayList<>();
    OptionalInt places = options.load().maxConcurrency();
    String pause =
        options
            .load()
            .paced()
            .map(paced -> 1 / paced.pace().perSecond().orElseThrow())
            .map(mean -> Duration.ofNanos(Math.round(mean * NANOS_PER_SECOND)))
            .map(mean -> "; " + Spoken.time(mean) + " in the mean before each turn, at random")
            .orElse("");
    String before =
        asked.warmups() == 0
            ? ""
            : "; behind "
                + Counted.of(asked.warmups(), "warm-up conversation")
                + ", which are in no figure";
    lines.add(
        "Load: " + Counted.of(places.orElseThrow(), "conversation") + " at once" + pause + before);
    Optional<String> caution = EvalscopePlay.caution(places.getAsInt(), asked.warmups());
    caution.ifPresent(lines::add);
    return lines;
  }
}
