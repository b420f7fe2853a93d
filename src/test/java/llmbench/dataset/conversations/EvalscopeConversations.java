package llmbench.dataset.conversations;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.conversation.Conversation;
import llmbench.conversation.KnownTurns;
import llmbench.conversation.Numbered;
import llmbench.conversation.Play;
import llmbench.dataset.ChatCount;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Generators;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Rounds;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.ToolVersion.Tool;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of conversations of {@code evalscope perf}: says what their users say; the rest is the
 * same for all of them. It begins anew behind its last conversation. In the tool's order they are
 * made first; the connection test draws behind them, and then each turn when it is sent.
 *
 * <p>Source: evalscope/perf/multi_turn_benchmark.py of 1.14.1.
 */
abstract class EvalscopeConversations implements ConversationDataset {

  private static final String HELLO = "hello";

  /** What the levels before have drawn goes by their turns, so nobody else can draw it again. */
  private static final String BEGUN_ANEW =
      "What this level draws begins anew with the seed, since the levels before it weren't played"
          + " by this process; evalscope's goes on behind theirs.";

  /** What is short is kept for the next round; in characters. */
  private static final long SHORT_LENGTH = 8 << 20;

  @Override
  public final Tool tool() {
    return Tool.EVALSCOPE;
  }

  /**
   * Its conversations, once through, in order; each with a turn at least. They are read or made
   * while they are taken, by one thread.
   *
   * @param generators the tool's. Asked again with the generators as they were, it says the same
   * @param wanted how many at most
   */
  abstract Stream<KnownTurns> conversations(
      PromptContext context, ChatCount count, Generators generators, int wanted);

  /** Whether it draws while they are taken, and not before alone. */
  boolean drawsWhileTaken() {
    return false;
  }

  @Override
  public final Conversations conversations(PromptContext context) {
    return conversations(context, SHORT_LENGTH);
  }

  @Override
  public final Play play(
      BenchOptions options, Conversations conversations, Iterator<Numbered> taken) {
    return AskedPlay.evalscope(options, conversations, taken);
  }

  /**
   * Likewise.
   *
   * @param shortLength up to which all are kept, in characters
   */
  final Conversations conversations(PromptContext context, long shortLength) {
    EvalscopeOptions asked = context.options().evalscope().orElseThrow();
    Making making = new Making(context, Math.addExact(asked.warmups(), asked.number()));
    try {
      Rounds<KnownTurns> rounds = making.rounds(shortLength);
      Prompt test = making.test(asked);
      return new Conversations(
          Optional.of(test),
          asked.warmups(),
          asked.number(),
          making.limited(rounds),
          making.generators,
          rounds::close);
    } catch (RuntimeException e) {
      making.close();
      throw e;
    }
  }

  /** The conversations of one run. */
  private final class Making {

    private final PromptContext context;
    private final ChatCount count;
    private final int all;
    private final Generators begun;
    private Generators generators;
    private @Nullable Rounds<KnownTurns> opened;
    private int done;

    Making(PromptContext context, int all) {
      this.context = context;
      this.count = new ChatCount(context.tokenizer());
      this.all = all;
      long seed = context.options().evalscope().orElseThrow().seed().value();
      begun = context.drawn().orElseGet(() -> Generators.seeded(seed)).copy();
      generators = begun.copy();
      if (context.drawn().isEmpty()
          && !context.options().evalscope().orElseThrow().drawnBefore().isEmpty()) {
        context.say().accept(BEGUN_ANEW);
      }
    }

    Rounds<KnownTurns> rounds(long shortLength) {
      Rounds<KnownTurns> rounds = of(conversations(context, count, generators, all));
      int size = rounds.keep(all, Making::length, shortLength);
      if (size == 0) {
        throw new DatasetException("--dataset " + name() + " has no conversation at all.");
      }
      if (size < all) {
        sayShort(size);
      }
      if (!rounds.isWhole() && drawsWhileTaken() && isRated()) {
        rounds.close();
        generators = behindAll();
        return of(again(begun.copy()));
      }
      return rounds;
    }

    private Rounds<KnownTurns> of(Stream<KnownTurns> first) {
      Rounds<KnownTurns> rounds =
          new Rounds<>(first.peek(each -> tell()), () -> again(begun.copy()), this::sayShort);
      opened = rounds;
      return rounds;
    }

    private Stream<KnownTurns> again(Generators from) {
      return conversations(context.quiet(), count, from, all);
    }

    /** Pauses are drawn behind all of them, so all are made once more than they are kept. */
    private Generators behindAll() {
      Generators behind = begun.copy();
      try (Stream<KnownTurns> unkept = again(behind)) {
        unkept.forEach(each -> {});
      }
      return behind;
    }

    private boolean isRated() {
      return context.options().load().paced().isPresent();
    }

    private void tell() {
      done++;
      if (done <= all) {
        context.done().accept(done);
      }
    }

    private void sayShort(int size) {
      context
          .say()
          .accept(
              ("The dataset has %,d conversations for %,d: after the last one it begins again with"
                      + " the first.")
                  .formatted(size, all));
    }

    Prompt test(EvalscopeOptions asked) {
      int low = (int) asked.maxTokens().low();
      int high = (int) asked.maxTokens().high();
      boolean draws = asked.connection().test() && low != high;
      int most = draws ? generators.python().between(low, high) : low;
      return new Prompt(0, HELLO, count.of(HELLO, asked.chatTemplate()), most);
    }

    /** As many as are claimed, though the rounds go on. */
    Iterator<Conversation> limited(Rounds<KnownTurns> rounds) {
      return new Iterator<>() {
        private int taken;

        @Override
        public boolean hasNext() {
          return taken < all && rounds.hasNext();
        }

        @Override
        public Conversation next() {
          taken++;
          return rounds.next();
        }
      };
    }

    void close() {
      if (opened != null) {
        opened.close();
      }
    }

    private static long length(KnownTurns conversation) {
      return conversation.turns().stream()
          .flatMap(turn -> turn.adds().stream())
          .mapToLong(message -> message.path("content").asText().length())
          .sum();
    }
  }
}
