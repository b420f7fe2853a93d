package llmbench.run;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import llmbench.conversation.Answer;
import llmbench.conversation.Conversation;
import llmbench.conversation.Move;
import llmbench.conversation.Numbered;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.PromptContext;
import llmbench.dataset.conversations.ConversationDataset;
import llmbench.dataset.conversations.ConversationDatasets;
import llmbench.dataset.conversations.Conversations;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.options.BenchOptions;
import llmbench.options.Turns;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import org.jspecify.annotations.Nullable;

/** All of a run's conversations, made and counted, and not sent. */
final class DryTurns {

  private final BenchOptions options;
  private final @Nullable String apiKey;

  DryTurns(BenchOptions options, @Nullable String apiKey) {
    this.options = options;
    this.apiKey = apiKey;
  }

  /** What a dry run finds. */
  record Found(List<String> lines, LlmRequest first) {}

  /**
   * Makes all of them. What a later turn says stands behind an answer, so the first one is shown.
   */
  Found found(PromptContext context, String model) {
    LlmRequest first = first(context, model);
    OptionalInt most =
        options.dataset().options().turns().map(Turns::most).orElse(OptionalInt.empty());
    Doubles turns = new Doubles();
    try (Conversations made = ConversationDatasets.of(options).conversations(context.quiet())) {
      made.numbered(options.injector()::sends)
          .forEachRemaining(
              each -> {
                if (!each.isWarmUp()) {
                  turns.add(turns(each, most));
                }
              });
    }
    Distribution each = Distribution.of(turns.toArray());
    return new Found(
        List.of(
            String.format(
                Locale.ROOT,
                "Conversations: %,d with %,.0f turns; min %,.0f, mean %,.1f, max %,.0f turns",
                each.size(),
                each.mean() * each.size(),
                each.min(),
                each.mean(),
                each.max())),
        first);
  }

  private LlmRequest first(PromptContext context, String model) {
    ConversationDataset dataset = ConversationDatasets.of(options);
    try (Conversations made = dataset.conversations(context)) {
      return dataset.play(options, made, made.numbered(each -> true)).begin(0).stream()
          .flatMap(DryTurns::sent)
          .map(send -> requests(model).apply(send.request()))
          .findFirst()
          .orElseThrow();
    }
  }

  private Function<TurnRequest, LlmRequest> requests(String model) {
    return options.evalscope().isPresent()
        ? new EvalscopeRequests(options, model)::of
        : new VllmRequests(options, model, apiKey)::of;
  }

  private static Stream<Move.Send> sent(Move move) {
    return move instanceof Move.Wait wait
        ? wait.then().at(wait.untilNanos()).stream().flatMap(DryTurns::sent)
        : Stream.of((Move.Send) move);
  }

  private static int turns(Numbered numbered, OptionalInt most) {
    int turns = 0;
    Conversation at = numbered.conversation();
    while (at.next().isPresent() && turns < most.orElse(Integer.MAX_VALUE)) {
      turns++;
      at = at.answered(Answer.of(""));
    }
    return turns;
  }
}
