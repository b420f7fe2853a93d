package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.conversation.Move;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovesTest {

  private final AtomicInteger over = new AtomicInteger();
  private final Moves moves = new Moves(over::incrementAndGet);

  /** A user that notes what it is given; a null is "none". */
  private static final class User implements Moves.Taker {

    final List<String> had = new ArrayList<>();

    @Override
    public void take(@Nullable Move move) {
      had.add(move == null ? "none" : name(move));
    }
  }

  private static Move move(int name) {
    return new Move.Wait(name, now -> List.of());
  }

  private static String name(Move move) {
    return String.valueOf(((Move.Wait) move).untilNanos());
  }

  @Test
  void theFirstUserBeginsAndEachHasOne() {
    User first = new User();
    User second = new User();
    User third = new User();
    moves.first(() -> List.of(move(1), move(2)), first);
    moves.first(() -> List.of(move(9)), second);
    moves.first(() -> List.of(move(9)), third);
    assertThat(first.had).containsExactly("1");
    assertThat(second.had).containsExactly("2");
    assertThat(third.had).as("waits").isEmpty();

    moves.done(List.of(move(3), move(4)), first);
    assertThat(first.had).as("goes on with its own").containsExactly("1", "3");
    assertThat(third.had).containsExactly("4");

    moves.done(List.of(), first);
    moves.done(List.of(), second);
    assertThat(over).hasValue(0);
    moves.done(List.of(), third);
    assertThat(over).hasValue(1);
    assertThat(first.had).containsExactly("1", "3", "none");
    assertThat(second.had).containsExactly("2", "none");
    assertThat(third.had).containsExactly("4", "none");
  }

  @Test
  void whoComesBehindTheEndGoesOnWithout() {
    User waiting = new User();
    User late = new User();
    User busy = new User();
    moves.first(() -> List.of(move(1)), busy);
    moves.first(List::of, waiting);
    moves.end();
    assertThat(waiting.had).containsExactly("none");
    moves.first(List::of, late);
    assertThat(late.had).containsExactly("none");
    assertThat(moves.isCut()).isFalse();
    moves.done(List.of(move(2)), busy);
    assertThat(busy.had).containsExactly("1", "none");
    assertThat(moves.isCut()).isTrue();
    assertThat(over).hasValue(1);
  }

  @Test
  void aPlayOfNothingIsOverAtOnce() {
    User only = new User();
    moves.first(List::of, only);
    assertThat(only.had).containsExactly("none");
    assertThat(over).hasValue(1);
  }

  /** Moves that have none, one or several behind them: each is done once, and all users leave. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyMoveIsDoneOnceAndNobodyStays(long seed) {
    Random random = new Random(seed);
    int users = 1 + random.nextInt(6);
    AtomicInteger named = new AtomicInteger();
    AtomicInteger underWay = new AtomicInteger();
    Deque<Runnable> work = new ArrayDeque<>();
    Set<String> done = new HashSet<>();
    Set<Integer> left = new HashSet<>();
    for (int i = 0; i < users; i++) {
      int user = i;
      Moves.Taker taker =
          new Moves.Taker() {
            @Override
            public void take(@Nullable Move move) {
              if (move == null) {
                assertThat(left.add(user)).as("leaves once").isTrue();
                return;
              }
              assertThat(done.add(name(move))).as("done once").isTrue();
              work.add(() -> moves.done(behind(random, named, underWay, users), this));
            }
          };
      work.add(
          () ->
              moves.first(
                  () -> {
                    underWay.set(1);
                    return List.of(move(named.incrementAndGet()));
                  },
                  taker));
    }
    while (!work.isEmpty()) {
      work.remove().run();
    }
    assertThat(left).hasSize(users);
    assertThat(done).hasSize(named.get());
    assertThat(over).hasValue(1);
  }

  private static List<Move> behind(
      Random random, AtomicInteger named, AtomicInteger underWay, int users) {
    underWay.decrementAndGet();
    List<Move> behind = new ArrayList<>();
    while (named.get() < 200 && underWay.get() < users && random.nextInt(5) > 1) {
      behind.add(move(named.incrementAndGet()));
      underWay.incrementAndGet();
    }
    return behind;
  }
}
