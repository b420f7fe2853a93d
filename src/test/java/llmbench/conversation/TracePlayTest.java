package llmbench.conversation;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import llmbench.conversation.TracePlay.How;
import llmbench.conversation.testing.VirtualPlayer;
import llmbench.conversation.testing.VirtualPlayer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of random traces, in virtual time: what each call waits for, and nothing else. */
class TracePlayTest {

  private static final long MILLI = 1_000_000;
  private static final int SEEDS = 60;
  private static final Answer ANSWER = Answer.of("so");

  /** Which call. */
  private record Call(int session, int place) {}

  /** What came of a call: when it was sent and was over, and how long it is said to have waited. */
  private record Sent(int index, long atNanos, long overNanos, long thinkNanos) {}

  /** A play to its end, against a server that takes a random time, and fails for some. */
  private static final class Played {

    private final TracePlay play;
    private final Map<Call, Sent> sent = new LinkedHashMap<>();
    private final int atOnce;

    Played(List<RecordedSession> sessions, double speed, Random times, Predicate<Call> fails) {
      play = new TracePlay(sessions, How.atSpeed(speed), (session, place, prompt) -> List.of());
      atOnce =
          VirtualPlayer.play(
              play,
              (send, now) -> {
                Call call = new Call(send.turn().conversation(), send.turn().turn() - 1);
                long nanos = times.nextInt(50) * MILLI;
                Sent each = new Sent(send.index(), now, now + nanos, send.turn().thinkNanos());
                assertThat(sent.put(call, each)).as("sent twice: " + call).isNull();
                return new Reply(nanos, fails.test(call) ? null : ANSWER);
              });
    }

    Sent sent(int session, int place) {
      return requireNonNull(sent.get(new Call(session, place)));
    }
  }

  /** In the order in which they begin, so that they are numbered as they stand here. */
  private static List<RecordedSession> sessions(Random random) {
    List<RecordedSession> sessions = new ArrayList<>();
    long begin = random.nextInt(100) * MILLI;
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      sessions.add(session(random, begin, 1 + random.nextInt(12)));
      begin += random.nextInt(40) * MILLI;
    }
    return sessions;
  }

  private static RecordedSession session(Random random, long beginNanos, int size) {
    List<RecordedCall> calls = new ArrayList<>();
    for (int place = 0; place < size; place++) {
      TreeSet<Integer> after = new TreeSet<>();
      for (int i = random.nextInt(4); i > 0 && place > 0; i--) {
        after.add(random.nextInt(place));
      }
      boolean isTimed = after.isEmpty() || random.nextInt(4) == 0;
      long later = place == 0 ? 0 : random.nextInt(200) * MILLI;
      calls.add(
          new RecordedCall(
              isTimed ? beginNanos + later : 0,
              List.copyOf(after),
              after.isEmpty() ? 0 : random.nextInt(3) * (7 * MILLI),
              new BlockPrompt(5),
              3));
    }
    return new RecordedSession(calls);
  }

  private static List<Call> all(List<RecordedSession> sessions) {
    return IntStream.range(0, sessions.size())
        .boxed()
        .flatMap(
            session ->
                IntStream.range(0, sessions.get(session).calls().size())
                    .mapToObj(place -> new Call(session, place)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 0.5})
  void eachCallGoesOnceAndExactlyWhenAllThatItWaitsForIsOver(double speed) {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<RecordedSession> sessions = sessions(new Random(seed));
      Played played = new Played(sessions, speed, new Random(-seed), call -> false);
      assertThat(played.sent.keySet()).containsExactlyInAnyOrderElementsOf(all(sessions));
      long first = sessions.get(0).beginNanos();
      played.sent.forEach(
          (call, sent) -> {
            RecordedCall recorded = sessions.get(call.session()).calls().get(call.place());
            long answered =
                recorded.after().stream()
                    .mapToLong(before -> played.sent(call.session(), before).overNanos())
                    .max()
                    .orElse(0);
            long due = (long) (Math.max(0, recorded.notBeforeNanos() - first) / speed);
            long ready = answered + (long) (recorded.waitNanos() / speed);
            assertThat(sent.atNanos()).as(call.toString()).isEqualTo(Math.max(due, ready));
            if (!recorded.isRoot()) {
              assertThat(sent.thinkNanos()).isEqualTo(sent.atNanos() - answered);
            }
          });
      assertThat(played.sent.values()).extracting(Sent::index).doesNotHaveDuplicates();
      assertThat(played.atOnce).isLessThanOrEqualTo(played.play.users());
      assertThat(played.play.sent()).isEqualTo(played.play.calls().count());
    }
  }

  @Test
  void whatWaitsForACallThatFailedIsNotSentAndAllElseIs() {
    int withheld = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      List<RecordedSession> sessions = sessions(new Random(seed));
      Predicate<Call> fails = call -> (call.session() * 31 + call.place()) % 5 == 2;
      Played played = new Played(sessions, 1, new Random(seed), fails);
      for (Call call : all(sessions)) {
        RecordedSession session = sessions.get(call.session());
        boolean free =
            session.calls().get(call.place()).after().stream()
                .map(place -> new Call(call.session(), place))
                .allMatch(before -> played.sent.containsKey(before) && !fails.test(before));
        assertThat(played.sent.containsKey(call)).as(call + " of " + seed).isEqualTo(free);
        withheld += free ? 0 : 1;
      }
      assertThat(played.play.sent()).isEqualTo(played.sent.size());
    }
    assertThat(withheld).as("calls that weren't sent in any of the traces").isGreaterThan(50);
  }

  @Test
  void atTwiceTheSpeedAllGapsAreHalfAsLongWhereTheServerTakesNoTime() {
    List<RecordedSession> sessions = sessions(new Random(7));
    Map<Call, Long> recorded = times(sessions, How.atSpeed(1));
    assertThat(times(sessions, How.atSpeed(2)))
        .isEqualTo(map(recorded, nanos -> nanos / 2))
        .isNotEqualTo(recorded);
    assertThat(times(sessions, How.atSpeed(0.25))).isEqualTo(map(recorded, nanos -> nanos * 4));
  }

  private static Map<Call, Long> times(List<RecordedSession> sessions, How how) {
    return times(new TracePlay(sessions, how, (session, place, prompt) -> List.of()));
  }

  private static Map<Call, Long> times(TracePlay play) {
    Map<Call, Long> times = new LinkedHashMap<>();
    var unused =
        VirtualPlayer.play(
            play,
            (send, now) -> {
              times.put(new Call(send.turn().conversation(), send.turn().turn()), now);
              return new Reply(0, ANSWER);
            });
    return times;
  }

  private static Map<Call, Long> map(Map<Call, Long> times, Function<Long, Long> change) {
    return times.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, each -> change.apply(each.getValue())));
  }

  /** Each of two agents sends three calls beside each other; nothing is ever answered. */
  @Test
  void howeverSlowTheServerIsThereAreNoMoreUsersThanAreSaid() {
    RecordedCall root = new RecordedCall(0, List.of(), 0, new BlockPrompt(5), 3);
    List<RecordedSession> sessions =
        List.of(
            new RecordedSession(List.of(root, root, root)),
            new RecordedSession(List.of(root, root, root)));
    TracePlay play = new TracePlay(sessions, How.atSpeed(1), (session, place, prompt) -> List.of());
    assertThat(play.users()).isEqualTo(6);
    assertThat(play.sessions()).isEqualTo(2);
    assertThat(VirtualPlayer.play(play, (send, now) -> null)).isEqualTo(6);
  }

  @Test
  void aLimitOfWhatIsUnderWayIsTheNumberOfUsers() {
    RecordedCall root = new RecordedCall(0, List.of(), 0, new BlockPrompt(5), 3);
    List<RecordedSession> sessions = List.of(new RecordedSession(List.of(root, root, root)));
    How limited = new How(1, session -> true, OptionalInt.of(2), OptionalLong.empty());
    assertThat(new TracePlay(sessions, limited, (session, place, prompt) -> List.of()).users())
        .isEqualTo(2);
  }

  /** Numbers and times are those of the whole, whoever plays a session. */
  @Test
  void thoseWhoPlayTogetherSendTogetherWhatOneWould() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<RecordedSession> sessions = sessions(new Random(seed));
      Map<Call, Long> together = new LinkedHashMap<>();
      for (int part = 0; part < 3; part++) {
        int own = part;
        Map<Call, Long> times =
            times(
                sessions,
                new How(
                    1, session -> session % 3 == own, OptionalInt.empty(), OptionalLong.empty()));
        assertThat(times.keySet()).allMatch(call -> call.session() % 3 == own);
        together.putAll(times);
      }
      assertThat(together).isEqualTo(times(sessions, How.atSpeed(1)));
    }
  }

  /** Nobody waits for a call that wouldn't be sent any more. */
  @Test
  void whenItsTimeIsOverNoCallIsSentAndNobodyWaits() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<RecordedSession> sessions = sessions(new Random(seed));
      Map<Call, Long> all = times(sessions, How.atSpeed(1));
      long last = all.values().stream().mapToLong(each -> each).max().orElse(0);
      long end = last / 2 + 1;
      TracePlay cut =
          new TracePlay(
              sessions,
              new How(1, session -> true, OptionalInt.empty(), OptionalLong.of(end)),
              (session, place, prompt) -> List.of());
      assertThat(times(cut).keySet())
          .containsExactlyInAnyOrderElementsOf(
              all.keySet().stream().filter(call -> requireNonNull(all.get(call)) < end).toList());
      assertThat(cut.isCut()).isEqualTo(last >= end);
    }
  }

  @Test
  void sessionsAreNumberedInTheOrderInWhichTheyBegin() {
    List<RecordedSession> sessions = List.of(single(30), single(10), single(20));
    List<String> order = new ArrayList<>();
    TracePlay play = new TracePlay(sessions, How.atSpeed(1), (session, place, prompt) -> List.of());
    var unused =
        VirtualPlayer.play(
            play,
            (send, now) -> {
              order.add(send.turn().conversation() + " at " + now / MILLI);
              return new Reply(0, ANSWER);
            });
    assertThat(order).containsExactly("0 at 0", "1 at 10", "2 at 20");
  }

  private static RecordedSession single(long atMillis) {
    return new RecordedSession(
        List.of(new RecordedCall(atMillis * MILLI, List.of(), 0, new BlockPrompt(5), 3)));
  }
}
