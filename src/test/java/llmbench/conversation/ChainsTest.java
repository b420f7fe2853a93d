package llmbench.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainsTest {

  private static final int ALL = 300;

  /** A session of calls that wait for those at these places. */
  @SafeVarargs
  private static RecordedSession session(List<Integer>... after) {
    List<RecordedCall> calls = new ArrayList<>();
    for (List<Integer> each : after) {
      calls.add(new RecordedCall(0, each, 0, new BlockPrompt(5), 3));
    }
    return new RecordedSession(calls);
  }

  @Test
  void callsOneBehindTheOtherAreOneChain() {
    assertThat(Chains.of(session(List.of(), List.of(0), List.of(1), List.of(2)))).isEqualTo(1);
  }

  @Test
  void whatPartsAndJoinsAgainAndAgainIsAsWideAsItsWidestPart() {
    RecordedSession twice =
        session(
            List.of(),
            List.of(0),
            List.of(0),
            List.of(0),
            List.of(1, 2, 3),
            List.of(4),
            List.of(4),
            List.of(4),
            List.of(5, 6, 7));
    assertThat(Chains.of(twice)).isEqualTo(3);
  }

  @Test
  void aTreeIsAsWideAsItHasLeaves() {
    RecordedSession tree =
        session(List.of(), List.of(0), List.of(0), List.of(1), List.of(1), List.of(2));
    assertThat(Chains.of(tree)).isEqualTo(3);
  }

  /** Every set of calls of which none waits for another could be under way at once. */
  @Test
  void neverFewerThanCanBeUnderWayAtOnceAndMostlyNoMore() {
    int exact = 0;
    for (int seed = 0; seed < ALL; seed++) {
      RecordedSession session = random(new Random(seed));
      int widest = widest(session);
      assertThat(Chains.of(session)).as("seed " + seed).isGreaterThanOrEqualTo(widest);
      exact += Chains.of(session) == widest ? 1 : 0;
    }
    assertThat(exact).isGreaterThan(ALL * 3 / 4);
  }

  private static RecordedSession random(Random random) {
    List<RecordedCall> calls = new ArrayList<>();
    int size = 2 + random.nextInt(8);
    for (int place = 0; place < size; place++) {
      List<Integer> after = new ArrayList<>();
      for (int before = 0; before < place; before++) {
        if (random.nextInt(4) == 0) {
          after.add(before);
        }
      }
      calls.add(new RecordedCall(0, after, 0, new BlockPrompt(5), 3));
    }
    return new RecordedSession(calls);
  }

  private static int widest(RecordedSession session) {
    int size = session.calls().size();
    int[] ancestors = new int[size];
    for (int place = 0; place < size; place++) {
      for (int before : session.calls().get(place).after()) {
        ancestors[place] |= ancestors[before] | 1 << before;
      }
    }
    int widest = 0;
    for (int set = 0; set < 1 << size; set++) {
      boolean apart = true;
      for (int place = 0; place < size; place++) {
        apart &= (set >> place & 1) == 0 || (set & ancestors[place]) == 0;
      }
      widest = apart ? Math.max(widest, Integer.bitCount(set)) : widest;
    }
    return widest;
  }
}
