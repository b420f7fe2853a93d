package llmbench.dataset.conversations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.conversation.KnownTurns;
import llmbench.dataset.ChatCount;
import llmbench.dataset.DatasetException;
import llmbench.dataset.FittedText;
import llmbench.dataset.Generators;
import llmbench.dataset.InChunks;
import llmbench.dataset.PromptContext;
import llmbench.dataset.RandomTokens;
import llmbench.options.dataset.RandomTurnsOptions;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * evalscope's {@code random_multi_turn}: texts as of {@code random}, but what they lack is drawn
 * from the one generator, in order, and their lengths are without the chat template.
 *
 * <p>Source: {@code RandomMultiTurnDatasetPlugin} in evalscope/perf/plugin/datasets/multi_turn.py.
 */
final class RandomMultiTurn extends EvalscopeConversations {

  /** Beyond it nothing can be built. */
  private static final long LONGEST = 1 << 24;

  @Override
  public String name() {
    return RandomTurnsOptions.NAME;
  }

  @Override
  boolean drawsWhileTaken() {
    return true;
  }

  @Override
  Stream<KnownTurns> conversations(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    RandomTurnsOptions asked = context.asked(RandomTurnsOptions.class);
    if (asked.length().high() > LONGEST) {
      throw new DatasetException(
          "--max-prompt-length %,d is more than can be built; use %,d or less."
              .formatted(asked.length().high(), LONGEST));
    }
    Drawn drawn = new Drawn(asked, count.tokenizer(), generators.numpy(), wanted);
    Iterator<String> texts = drawn.texts().iterator();
    return Arrays.stream(drawn.turns).mapToObj(turns -> conversation(texts, (int) turns));
  }

  private static KnownTurns conversation(Iterator<String> texts, int turns) {
    List<String> said = new ArrayList<>(turns);
    for (int i = 0; i < turns; i++) {
      said.add(texts.next());
    }
    return UserTurns.ofTexts(said);
  }

  /** What is drawn before the first text is made, in the tool's order. */
  private static final class Drawn {

    final long[] turns;
    private final RandomTurnsOptions asked;
    private final Tokenizer tokenizer;
    private final NumpyLegacyRandom random;
    private final RandomTokens tokens;
    private final int[] prefix;
    private final long[] lengths;
    private final long[] offsets;

    Drawn(RandomTurnsOptions asked, Tokenizer tokenizer, NumpyLegacyRandom random, int wanted) {
      this.asked = asked;
      this.tokenizer = tokenizer;
      this.random = random;
      tokens = RandomTokens.of(tokenizer);
      prefix = tokens.drawn(random, asked.prefixLength());
      // More than are played, and their turns as well: all of it is drawn before.
      int conversations = Math.max(Math.multiplyExact(4, asked.parallel()), wanted + 1);
      long[] all =
          random.integers(
              asked.range().least(), asked.range().most().orElseThrow() + 1L, conversations);
      int allTurns = Math.toIntExact(Arrays.stream(all).sum());
      lengths = random.integers(asked.length().low(), asked.length().high() + 1, allTurns);
      offsets = random.integers(0, tokens.size(), allTurns);
      turns = Arrays.copyOf(all, wanted);
    }

    /** Of those that are played: decoded on several threads, and finished in order. */
    Stream<String> texts() {
      int played = Math.toIntExact(Arrays.stream(turns).sum());
      return InChunks.map(IntStream.range(0, played).boxed(), this::begun)
          .map(text -> text.finish(lacking -> tokens.drawn(random, lacking)).text());
    }

    private FittedText begun(int turn) {
      long first = offsets[turn] + asked.offset() + turn;
      int[] ids = tokens.behind(prefix, first, lengths[turn]);
      return new FittedText(tokenizer, ids, ids.length).advance();
    }
  }
}
