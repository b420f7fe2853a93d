package llmbench.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import llmbench.conversation.Numbered;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.conversations.ConversationDataset;
import llmbench.dataset.conversations.ConversationDatasets;
import llmbench.dataset.conversations.Conversations;
import llmbench.injection.MadeAhead;
import llmbench.metrics.request.SuccessRule;
import llmbench.options.BenchOptions;
import llmbench.options.Injector;
import llmbench.options.Turns.Client;
import llmbench.options.dataset.ClientsFileOptions;
import llmbench.request.VllmRequests;
import llmbench.timeline.Counted;

/** The conversations of vLLM's Rust client, and of its script. */
final class VllmTurns {

  /** Conversations that are made before anybody takes them, beside one for each who may. */
  private static final int HELD = 256;

  /** What each takes for an answer that a conversation goes on behind. */
  private static final Map<Client, SuccessRule> RULES =
      new EnumMap<>(
          Map.of(Client.VLLM_RS, SuccessRule.VLLM_RS, Client.VLLM_SCRIPT, SuccessRule.VLLM_SCRIPT));

  private VllmTurns() {}

  /**
   * Their workload, still to be filled.
   *
   * @throws RefusedException where it can't be played as asked
   */
  static TurnWorkload workload(PromptContext context, VllmRequests requests) {
    BenchOptions options = context.options();
    check(options);
    ConversationDataset dataset = ConversationDatasets.of(options);
    Conversations made = dataset.conversations(context);
    Injector own = options.injector();
    int places = options.own().load().maxConcurrency().orElseThrow();
    MadeAhead<Numbered> ahead =
        new MadeAhead<>(made.numbered(own::sends), HELD + places, made::close);
    Prompt first = made.test().orElseThrow();
    SuccessRule rule = Objects.requireNonNull(RULES.get(client(options)));
    return new TurnWorkload(
        new TurnWorkload.Asked(
            dataset.play(options.own(), made, ahead),
            ahead,
            (index, turn) -> OneServer.of(options, turn, requests.of(turn.request())),
            new TurnTokens(context.tokenizer().tokenizer()),
            new ToolAnswers(rule),
            new TurnWorkload.Counts(made.number(), own.share(made.number()), 0),
            Map.of(),
            made.generators(),
            first,
            requests.test(first),
            List.of(),
            List.of(load(options))));
  }

  private static Client client(BenchOptions options) {
    return options.dataset().options().turns().orElseThrow().client();
  }

  /** What neither client has, and what can't be dealt out. */
  private static void check(BenchOptions options) {
    refuse(options.stops().duration().isPresent(), "-Dllm.duration", "no time ends them");
    refuse(
        options.model().lora().isPresent() || options.model().models().isPresent(),
        options.model().lora().isPresent() ? "--lora-modules" : "-Dllm.models",
        "all turns name one model");
    refuse(options.load().warmUps() > 0, "-Dllm.load-warmups", "none of theirs goes before");
    refuse(
        options.injector().shard().isPresent() && client(options) == Client.VLLM_SCRIPT,
        "-Dllm.shard",
        "the script's clients take conversations from one queue, which parts can't share");
  }

  private static void refuse(boolean asked, String option, String why) {
    if (asked) {
      throw new RefusedException(
          option
              + " with conversations of vLLM's clients: "
              + why
              + ". Leave it out. Nothing was sent.");
    }
  }

  private static String load(BenchOptions options) {
    int atOnce = options.load().maxConcurrency().orElseThrow();
    if (options.dataset().options() instanceof ClientsFileOptions asked) {
      int each = asked.extent().activeEach(asked.clients());
      String pause =
          asked.ratePerSecond() > 0
              ? String.format(
                  Locale.ROOT,
                  "; %.3g s in the mean behind each turn, at random",
                  1 / asked.ratePerSecond())
              : "";
      String before = asked.extent().warmsUp() ? "; behind all first turns, in no figure" : "";
      return "Load: "
          + Counted.of(atOnce, "client")
          + ", each with "
          + Counted.of(each, "conversation")
          + " at most"
          + pause
          + before;
    }
    return "Load: turns of all conversations, at most "
        + Counted.of(atOnce, "request")
        + " at once";
  }
}
