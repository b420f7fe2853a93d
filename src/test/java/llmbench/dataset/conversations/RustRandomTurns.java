package llmbench.dataset.conversations;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.PromptContext;
import llmbench.options.DatasetOptions;
import llmbench.options.Turns;
import llmbench.options.dataset.RustRandomTurnsOptions;
import llmbench.options.dataset.RustTurns;
import llmbench.random.RustRandom;

/**
 * Random conversations of vLLM's Rust client.
 *
 * <p>Source: {@code generate_multi_turn_random} and {@code generate_prefix_sharing_conversations}
 * in {@code rust/src/bench/src/datasets/multi_turn.rs}.
 */
final class RustRandomTurns extends RustConversations {

  @Override
  public String name() {
    return RustRandomTurnsOptions.NAME;
  }

  @Override
  RustTurns asked(DatasetOptions options) {
    return ((RustRandomTurnsOptions) options).client();
  }

  @Override
  Stream<List<RustTurn>> turns(PromptContext context, RustTexts texts) {
    RustRandomTurnsOptions asked = context.asked(RustRandomTurnsOptions.class);
    int number = context.options().dataset().prompts();
    long seed = context.options().dataset().seed();
    String prefix = texts.prefix(seed, asked.prefixLen());
    RustRandom random = new RustRandom(seed);
    Lengths lengths = Lengths.of(asked, texts.tokenizer().addedSpecialTokens());
    Texts said =
        asked.client().areSeparate()
            ? new Shared(texts, prefix, lengths, random, number)
            : new Own(texts, prefix, lengths);
    int[] counts = counts(asked.client().turns(), random, number);
    int stride = asked.client().turns().most().orElseThrow();
    int[][] places = new int[number][];
    for (int i = 0; i < number; i++) {
      places[i] =
          IntStream.range(0, counts[i]).map(t -> random.below(texts.vocabulary())).toArray();
    }
    return IntStream.range(0, number)
        .mapToObj(i -> turns(said, i, places[i], stride, asked.outputLen()));
  }

  private static int[] counts(Turns turns, RustRandom random, int number) {
    int most = turns.most().orElseThrow();
    return IntStream.range(0, number)
        .map(i -> turns.least() == most ? most : random.between(turns.least(), most))
        .toArray();
  }

  private static List<RustTurn> turns(
      Texts said, int conversation, int[] places, int stride, int outputLen) {
    List<RustTurn> turns = new ArrayList<>();
    for (int turn = 0; turn < places.length; turn++) {
      long place = places[turn] + (long) conversation * stride + turn;
      String text = said.text(conversation, turn, place);
      turns.add(new RustTurn(text, said.tokens(text), outputLen));
    }
    return turns;
  }

  /**
   * Tokens of a turn without those that the tokenizer adds.
   *
   * @param first of a first turn
   * @param next of the others
   * @param all of what all turns share
   * @param each of what those of a conversation share
   */
  private record Lengths(int first, int next, int all, int each) {

    static Lengths of(RustRandomTurnsOptions asked, int added) {
      int first = Math.max(0, asked.inputLen() - added);
      RustTurns client = asked.client();
      return new Lengths(
          first,
          Math.max(0, asked.nextInputLen() - added),
          (int) Math.floor(first * client.globalRatio()),
          (int) Math.floor(first * client.conversationRatio()));
    }

    int of(int turn) {
      return turn == 0 ? first : next;
    }

    /** Of what is a turn's own. */
    int own(int turn) {
      return Math.max(0, of(turn) - all - each);
    }
  }

  /** What a user says. */
  private interface Texts {

    String text(int conversation, int turn, long place);

    int tokens(String text);
  }

  /** Each turn its own, behind a prefix of the first. */
  private record Own(RustTexts texts, String prefix, Lengths lengths) implements Texts {

    @Override
    public String text(int conversation, int turn, long place) {
      String own = texts.from(place, lengths.of(turn));
      return turn == 0 ? prefix + own : own;
    }

    @Override
    public int tokens(String text) {
      return texts.tokenizer().count(text);
    }
  }

  /** What all turns have, what those of a conversation have, and the turn's own. */
  private static final class Shared implements Texts {

    private final RustTexts texts;
    private final Lengths lengths;
    private final String ofAll;
    private final List<String> ofEach;

    Shared(RustTexts texts, String prefix, Lengths lengths, RustRandom random, int conversations) {
      this.texts = texts;
      this.lengths = lengths;
      ofAll =
          lengths.all() == 0
              ? prefix
              : prefix + texts.from(random.below(texts.size()), lengths.all());
      ofEach =
          lengths.each() == 0
              ? List.of()
              : IntStream.range(0, conversations)
                  .mapToObj(i -> texts.from((long) random.below(texts.size()) + i, lengths.each()))
                  .toList();
    }

    @Override
    public String text(int conversation, int turn, long place) {
      String each = ofEach.isEmpty() ? "" : ofEach.get(conversation);
      return ofAll + each + texts.from(place, lengths.own(turn));
    }

    @Override
    public int tokens(String text) {
      return texts.tokenizer().count(text);
    }
  }
}
