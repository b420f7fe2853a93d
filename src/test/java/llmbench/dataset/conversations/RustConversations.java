package llmbench.dataset.conversations;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import llmbench.conversation.Conversation;
import llmbench.conversation.KeptAnswer;
import llmbench.conversation.KnownTurns;
import llmbench.conversation.Numbered;
import llmbench.conversation.PermitPlay;
import llmbench.conversation.Play;
import llmbench.conversation.SeparateTurns;
import llmbench.conversation.Turn;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Generators;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.RustTurns;

/**
 * A dataset of conversations of vLLM's Rust client: says what their users say; limits, ids and the
 * play are the same for all of them.
 *
 * <p>Source: {@code run_multi_turn_benchmark} in {@code rust/src/bench/src/multi_turn.rs}.
 */
abstract class RustConversations implements ConversationDataset {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int FEWEST = 2;

  @Override
  public final Tool tool() {
    return Tool.VLLM;
  }

  /** What the client was asked of all conversations. */
  abstract RustTurns asked(DatasetOptions options);

  /**
   * The turns of each conversation, in order, as many as were asked for; made while they are taken.
   *
   * @param texts that they are made of, and counted with
   */
  abstract Stream<List<RustTurn>> turns(PromptContext context, RustTexts texts);

  @Override
  public final Conversations conversations(PromptContext context) {
    RustTurns asked = asked(context.options().dataset().options());
    RustTexts texts = new RustTexts(context.tokenizer().tokenizer());
    AtomicInteger numbers = new AtomicInteger();
    Stream<Talk> talks =
        turns(context, texts)
            .map(
                turns -> {
                  int number = numbers.getAndIncrement();
                  context.done().accept(number + 1);
                  String id = context.options().output().requestIdPrefix() + "conv-" + number;
                  return new Talk(id, turns, asked);
                });
    int number = context.options().dataset().prompts();
    if (asked.maxModelLen().isPresent()) {
      List<Talk> fitting = fitting(talks, asked.maxModelLen().getAsInt());
      number = fitting.size();
      talks = fitting.stream();
    }
    Iterator<Talk> all = talks.iterator();
    Talk first = all.next();
    return new Conversations(
        Optional.of(first.test()),
        0,
        number,
        Stream.concat(Stream.of(first), Streams.rest(all)).map(Talk::conversation).iterator(),
        Generators.seeded(context.options().dataset().seed()),
        talks::close);
  }

  @Override
  public final Play play(
      BenchOptions options, Conversations conversations, Iterator<Numbered> taken) {
    RustTurns asked = asked(options.dataset().options());
    return new PermitPlay(
        new PermitPlay.Extent(
            conversations.number(),
            options.load().maxConcurrency().orElseThrow(),
            asked.delayMillis() * NANOS_PER_MILLI),
        taken);
  }

  /** {@code filter_turns_by_max_model_len}. */
  private static List<Talk> fitting(Stream<Talk> talks, int most) {
    List<Talk> fitting =
        talks.map(talk -> talk.upTo(most)).filter(talk -> talk.turns().size() >= FEWEST).toList();
    if (fitting.isEmpty()) {
      throw new DatasetException(
          "--max-model-len "
              + most
              + " leaves no conversation of two turns; give more, or ask for shorter turns.");
    }
    return fitting;
  }

  /** A conversation that hasn't begun. */
  private record Talk(String id, List<RustTurn> turns, RustTurns asked) {

    Talk upTo(int most) {
      return new Talk(id, asked.areSeparate() ? each(most) : first(most), asked);
    }

    private List<RustTurn> each(int most) {
      return turns.stream().filter(turn -> turn.tokens() + turn.outputTokens() <= most).toList();
    }

    /** Each with what was said before it. */
    private List<RustTurn> first(int most) {
      long tokens = 0;
      int place = 0;
      for (RustTurn turn : turns) {
        tokens += turn.tokens() + turn.outputTokens();
        if (tokens > most) {
          break;
        }
        place++;
      }
      return turns.subList(0, place);
    }

    /** What finds out whether the endpoint is up. */
    Prompt test() {
      RustTurn first = turns.get(0);
      return new Prompt(0, first.text(), first.tokens(), first.outputTokens());
    }

    Conversation conversation() {
      List<Turn> said = turns.stream().map(RustTurn::turn).toList();
      return asked.areSeparate()
          ? new SeparateTurns(said, Optional.of(id))
          : KnownTurns.of(said, Optional.of(id), KeptAnswer.TEXT);
    }
  }
}
