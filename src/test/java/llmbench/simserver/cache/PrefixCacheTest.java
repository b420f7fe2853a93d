package llmbench.simserver.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import llmbench.simserver.cache.PrefixCache.Counts;
import llmbench.simserver.cache.PrefixCache.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixCacheTest {

  private static final int BLOCK = 4;

  private static BlockChain chain(int... tokens) {
    return BlockChain.of(BLOCK, tokens);
  }

  private static int[] upTo(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** Runs a request to its end; how many tokens were cached. */
  private static int run(PrefixCache cache, int[] prompt, int... answer) {
    Held held = cache.take(chain(prompt));
    cache.giveBack(held, chain(prompt).then(answer));
    return held.cachedTokens();
  }

  @Test
  void whatIsSharedIsCachedInWholeBlocksAndNeverAllOfAPrompt() {
    PrefixCache cache = new PrefixCache(100, BLOCK);
    assertThat(run(cache, upTo(10))).isZero();
    assertThat(run(cache, upTo(10))).isEqualTo(8);
    assertThat(run(cache, upTo(8))).isEqualTo(4);
    assertThat(run(cache, upTo(7))).isEqualTo(4);
    assertThat(run(cache, upTo(4))).isZero();
    assertThat(run(cache, new int[] {0, 1, 2, 3, 4, 5, 6, 99, 8, 9})).isEqualTo(4);
    // The same tokens in the same places, behind others.
    assertThat(run(cache, new int[] {9, 9, 9, 9, 4, 5, 6, 7, 8, 9})).isZero();
    assertThat(cache.counts()).isEqualTo(new Counts(59, 20));
  }

  @Test
  void anAnswerJoinsWhereItsPromptEnded() {
    PrefixCache cache = new PrefixCache(100, BLOCK);
    run(cache, upTo(6), 6, 7, 8, 9);
    assertThat(run(cache, upTo(20))).isEqualTo(8);
  }

  @Test
  void aPromptIsThereForOthersAsSoonAsItIsTakenUp() {
    PrefixCache cache = new PrefixCache(100, BLOCK);
    Held first = cache.take(chain(upTo(10)));
    assertThat(cache.take(chain(upTo(10))).cachedTokens()).isEqualTo(8);
    assertThat(first.cachedTokens()).isZero();
  }

  @Test
  void theLastBlocksOfWhatWasUnusedForLongestGoFirst() {
    PrefixCache cache = new PrefixCache(5, BLOCK);
    run(cache, upTo(12));
    run(cache, new int[] {50, 51, 52, 53, 54, 55, 56, 57});
    assertThat(cache.size()).isEqualTo(5);
    run(cache, new int[] {60, 61, 62, 63});
    assertThat(cache.cachedTokens(chain(upTo(13)))).isEqualTo(8);
    // Used again, it is the newest.
    run(cache, upTo(8));
    run(cache, new int[] {70, 71, 72, 73, 74, 75, 76, 77});
    assertThat(cache.cachedTokens(chain(upTo(13)))).isEqualTo(8);
    assertThat(cache.cachedTokens(chain(50, 51, 52, 53, 54))).isZero();
    assertThat(cache.cachedTokens(chain(60, 61, 62, 63, 64))).isEqualTo(4);
  }

  @Test
  void whatRunsStaysAndWhatFindsNoRoomIsNotCached() {
    PrefixCache cache = new PrefixCache(2, BLOCK);
    Held running = cache.take(chain(upTo(8)));
    assertThat(run(cache, new int[] {50, 51, 52, 53, 54})).isZero();
    assertThat(run(cache, new int[] {50, 51, 52, 53, 54})).isZero();
    assertThat(cache.cachedTokens(chain(upTo(9)))).isEqualTo(8);
    cache.giveBack(running, chain(upTo(8)));
    run(cache, new int[] {50, 51, 52, 53, 54});
    assertThat(run(cache, new int[] {50, 51, 52, 53, 54})).isEqualTo(4);
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void aResetForgetsAllButNotWhileARequestRuns() {
    PrefixCache cache = new PrefixCache(100, BLOCK);
    Held running = cache.take(chain(upTo(10)));
    assertThat(cache.reset()).isFalse();
    assertThat(cache.cachedTokens(chain(upTo(10)))).isEqualTo(8);
    cache.giveBack(running, chain(upTo(10)));
    assertThat(cache.reset()).isTrue();
    assertThat(cache.size()).isZero();
    assertThat(cache.cachedTokens(chain(upTo(10)))).isZero();
    assertThat(cache.counts()).isEqualTo(new Counts(10, 0));
  }

  /** With room for all, what is cached is the longest beginning that any request before had. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void withRoomForAllItIsTheLongestSharedBeginning(long seed) {
    Random random = new Random(seed);
    PrefixCache cache = new PrefixCache(1 << 20, BLOCK);
    List<int[]> computed = new ArrayList<>();
    List<int[]> histories = new ArrayList<>();
    for (int turn = 0; turn < 600; turn++) {
      int[] prompt = turn(random, histories);
      int[] answer = tokens(random, random.nextInt(9));
      assertThat(run(cache, prompt, answer)).isEqualTo(shared(computed, prompt));
      int[] whole = joined(prompt, answer);
      computed.add(whole);
      histories.add(whole);
    }
  }

  /** With little room less may be cached, never more, and never more blocks than there is room. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 17})
  void withLittleRoomItIsNeverMore(int most) {
    Random random = new Random(most);
    PrefixCache cache = new PrefixCache(most, BLOCK);
    List<int[]> computed = new ArrayList<>();
    List<Held> held = new ArrayList<>();
    List<BlockChain> chains = new ArrayList<>();
    for (int turn = 0; turn < 600; turn++) {
      int[] prompt = turn(random, computed);
      held.add(cache.take(chain(prompt)));
      chains.add(chain(prompt));
      assertThat(held.get(held.size() - 1).cachedTokens())
          .isLessThanOrEqualTo(shared(computed, prompt));
      computed.add(prompt);
      if (held.size() > 3) {
        int over = random.nextInt(held.size());
        cache.giveBack(held.remove(over), chains.remove(over));
      }
      assertThat(cache.size()).isLessThanOrEqualTo(most);
    }
    for (int i = 0; i < held.size(); i++) {
      cache.giveBack(held.get(i), chains.get(i));
    }
    assertThat(cache.reset()).isTrue();
  }

  /** A new conversation, or one goes on; few tokens, so that some agree by chance. */
  private static int[] turn(Random random, List<int[]> histories) {
    int[] more = tokens(random, 1 + random.nextInt(12));
    return histories.isEmpty() || random.nextInt(5) == 0
        ? more
        : joined(histories.get(random.nextInt(histories.size())), more);
  }

  private static int[] tokens(Random random, int count) {
    return random.ints(count, 0, 2).toArray();
  }

  private static int[] joined(int[] first, int... second) {
    return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  private static int shared(List<int[]> computed, int... prompt) {
    int longest = 0;
    for (int[] before : computed) {
      int mismatch = Arrays.mismatch(before, prompt);
      longest = Math.max(longest, mismatch < 0 ? prompt.length : mismatch);
    }
    int usable = Math.min(longest, prompt.length - 1);
    return usable - usable % BLOCK;
  }
}
