package llmbench.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the plays of vLLM's clients, whatever fails and however long it takes. */
class VllmPlaysTest {

  private static final FaultKind[] FAULTS = {
    FaultKind.HTTP_STATUS, FaultKind.CUT, FaultKind.EMPTY, FaultKind.TOTAL_TIMEOUT
  };

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  /** A move that is under way, and what comes behind it. */
  private record UnderWay(long nanos, int number, Runnable then) {}

  /** A play in virtual time, against a server that takes any time and often fails. */
  private static final class Played {

    private final Random random;
    private final double failing;
    private final PriorityQueue<UnderWay> underWay =
        new PriorityQueue<>(
            Comparator.comparingLong(UnderWay::nanos).thenComparing(UnderWay::number));
    private final List<Move.Send> sent = new ArrayList<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private int inFlight;
    private int mostInFlight;
    private int mostUnderWay;
    private int number;

    Played(Play play, Random random, double failing) {
      this.random = random;
      this.failing = failing;
      play.begin(0).forEach(move -> make(move, 0));
      while (!underWay.isEmpty()) {
        mostUnderWay = Math.max(mostUnderWay, underWay.size());
        underWay.remove().then().run();
      }
      assertThat(mostUnderWay).isLessThanOrEqualTo(play.users());
    }

    private void make(Move move, long now) {
      if (move instanceof Move.Wait wait) {
        in(wait.untilNanos(), () -> wait.then().at(wait.untilNanos()), wait.untilNanos());
      } else if (move instanceof Move.Send send) {
        sent.add(send);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        long end = now + 1 + random.nextInt(50);
        in(end, () -> over(send, end), end);
      }
    }

    private List<Move> over(Move.Send send, long now) {
      inFlight--;
      if (random.nextDouble() < failing) {
        failures.merge(send.turn().conversation(), 1, Integer::sum);
        return send.end().failed(FAULTS[random.nextInt(FAULTS.length)], now);
      }
      return send.end().answered(Answer.of("so"), now);
    }

    private void in(long nanos, java.util.function.Supplier<List<Move>> then, long now) {
      underWay.add(
          new UnderWay(nanos, number++, () -> then.get().forEach(move -> make(move, now))));
    }

    /** Turns that were sent of each conversation, in order. */
    Map<Integer, List<Integer>> turns() {
      Map<Integer, List<Integer>> turns = new TreeMap<>();
      for (Move.Send each : sent) {
        turns
            .computeIfAbsent(each.turn().conversation(), none -> new ArrayList<>())
            .add(each.turn().turn());
      }
      return turns;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theRustClientPlaysEachConversationToItsEndOrItsFirstFailure(int seed) {
    Random random = new Random(seed);
    int conversations = 1 + random.nextInt(20);
    int places = 1 + random.nextInt(6);
    long delay = random.nextBoolean() ? 0 : 1 + random.nextInt(40);
    int[] lengths = lengths(random, conversations);
    Played played =
        new Played(
            new PermitPlay(
                new PermitPlay.Extent(conversations, places, delay), conversations(lengths)),
            random,
            seed % 3 == 0 ? 0 : 0.2);
    assertThat(played.mostInFlight).isLessThanOrEqualTo(places);
    assertThat(played.turns()).hasSize(conversations);
    played
        .turns()
        .forEach(
            (number, turns) -> {
              assertThat(turns).isEqualTo(IntStream.rangeClosed(1, turns.size()).boxed().toList());
              boolean failed = played.failures.containsKey(number);
              assertThat(turns.size() == lengths[number] || failed).isTrue();
            });
    assertThat(played.sent.stream().map(Move.Send::index))
        .isEqualTo(IntStream.range(0, played.sent.size()).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theScriptsClientsKeepTheirLimitsAndAllEnd(int seed) {
    Random random = new Random(seed);
    int clients = 1 + random.nextInt(4);
    int each = 1 + random.nextInt(3);
    int[] lengths = lengths(random, clients * each + random.nextInt(9));
    OptionalInt requests =
        random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(9)) : OptionalInt.empty();
    int retries = random.nextInt(3);
    boolean warmsUp = random.nextBoolean();
    ClientsPlay.Extent extent =
        new ClientsPlay.Extent(
            clients,
            each,
            requests,
            random.nextInt(3) == 0 ? OptionalInt.of(1 + random.nextInt(6)) : OptionalInt.empty(),
            warmsUp,
            random.nextBoolean(),
            retries,
            random.nextBoolean() ? 0 : 1e7,
            random.nextBoolean());
    Played played =
        new Played(
            new ClientsPlay(extent, conversations(lengths), client -> new Drawing(seed + client)),
            random,
            seed % 3 == 0 ? 0 : 0.2);
    assertThat(played.mostInFlight).isLessThanOrEqualTo(clients);
    requests.ifPresent(
        most ->
            assertThat(played.sent)
                .hasSizeLessThanOrEqualTo((warmsUp ? 2 : 1) * clients * most * (retries + 1)));
    played
        .turns()
        .forEach(
            (number, turns) -> {
              assertThat(turns.stream().distinct().toList())
                  .isEqualTo(
                      IntStream.rangeClosed(1, turns.get(turns.size() - 1)).boxed().toList());
              assertThat(turns.size() - turns.stream().distinct().count())
                  .isLessThanOrEqualTo(played.failures.getOrDefault(number, 0));
            });
    assertThat(played.sent.stream().filter(Move.Send::isWarmUp))
        .allMatch(send -> warmsUp && send.turn().turn() == 1);
    assertThat(played.sent.stream().filter(send -> !send.isWarmUp() && warmsUp))
        .allMatch(send -> send.turn().turn() > 1);
  }

  private static int[] lengths(Random random, int conversations) {
    return IntStream.range(0, conversations).map(i -> 1 + random.nextInt(5)).toArray();
  }

  private static Iterator<Numbered> conversations(int... lengths) {
    return IntStream.range(0, lengths.length)
        .mapToObj(
            number ->
                new Numbered(
                    number,
                    false,
                    KnownTurns.of(
                        IntStream.range(0, lengths[number]).mapToObj(turn -> turn()).toList(),
                        Optional.empty(),
                        KeptAnswer.TEXT)))
        .iterator();
  }

  private static Turn turn() {
    return Turn.of(List.of(JsonNodeFactory.instance.objectNode().put("role", "user")));
  }

  /** Any generator. */
  private record Drawing(Random random) implements ClientsPlay.Draws {

    Drawing(int seed) {
      this(new Random(seed));
    }

    @Override
    public int place(int of) {
      return random.nextInt(of);
    }

    @Override
    public double pauseSeconds(double meanSeconds) {
      return meanSeconds * random.nextDouble();
    }

    @Override
    public double jitter() {
      return 0.2 * random.nextDouble() - 0.1;
    }
  }
}
