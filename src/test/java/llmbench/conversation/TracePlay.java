package llmbench.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * Recorded sessions of agents, played again. A session begins when it was recorded to; a call goes
 *
 * <pre>
 * when all that it waits for is answered, its tool's time behind the last of these answers, and not
 * before its own time, where it has one
 * </pre>
 *
 * <p>so that calls beside each other go beside each other. All recorded times are divided by the
 * speed; the time of the answers is the server's own. The earliest call goes at once.
 *
 * <p>What waits for a call that failed isn't sent; all else of its session is.
 */
public final class TracePlay implements Play {

  /** As good as never, and still to be added to a stamp. */
  private static final long NEVER_NANOS = 1L << 61;

  /** The longest wait; it ends before never. */
  private static final double FAR_NANOS = 1L << 60;

  /** What calls say. Any thread. */
  @FunctionalInterface
  public interface Speech {

    /**
     * The messages of a call.
     *
     * @param session its session's place among those that are played
     * @param place its own in its session
     */
    List<JsonNode> messages(int session, int place, BlockPrompt prompt);
  }

  /**
   * How they are played.
   *
   * @param speed 2 for twice as fast as recorded; finite and more than 0
   * @param own whether a session, by its number, is this play's: others play the others
   * @param most how many calls may be under way at once, those that wait for their tools among
   *     them; a call that finds no place goes when there is one. Empty for no limit
   * @param durationNanos how long calls are sent, from the first; empty for all of them
   */
  public record How(double speed, IntPredicate own, OptionalInt most, OptionalLong durationNanos) {

    /** All sessions, however many calls are under way. */
    public static How atSpeed(double speed) {
      return new How(speed, session -> true, OptionalInt.empty(), OptionalLong.empty());
    }
  }

  /** A call that waits for no other. */
  private record Root(int session, int place, long notBeforeNanos) {}

  private final List<RecordedSession> sessions;
  private final List<SessionProgress> progress;
  private final How how;
  private final Speech speech;
  private final List<Root> roots;
  private final int users;
  private final AtomicInteger sent = new AtomicInteger();

  /** When the earliest call was recorded, by the trace's clock. */
  private final long firstNanos;

  /** The same moment by the play's clock; written before any move is handed out. */
  private volatile long beginNanos;

  private volatile boolean cut;

  /** The next of the roots. */
  private int nextRoot;

  /**
   * A play that hasn't begun.
   *
   * @param sessions at least one; they are numbered in the order in which they begin, those that
   *     begin together in this one
   */
  public TracePlay(List<RecordedSession> sessions, How how, Speech speech) {
    this.sessions =
        sessions.stream().sorted(Comparator.comparingLong(RecordedSession::beginNanos)).toList();
    this.progress = this.sessions.stream().map(SessionProgress::new).toList();
    this.how = how;
    this.speech = speech;
    this.roots = roots();
    this.users = most();
    this.firstNanos = this.sessions.get(0).beginNanos();
  }

  private List<Root> roots() {
    List<Root> found = new ArrayList<>();
    for (int session : own().toArray()) {
      List<RecordedCall> calls = sessions.get(session).calls();
      for (int place = 0; place < calls.size(); place++) {
        if (calls.get(place).isRoot()) {
          found.add(new Root(session, place, calls.get(place).notBeforeNanos()));
        }
      }
    }
    found.sort(Comparator.comparingLong(Root::notBeforeNanos));
    return List.copyOf(found);
  }

  private int most() {
    long atOnce = own().mapToLong(session -> Chains.of(sessions.get(session))).sum();
    return (int) Math.max(1, Math.min(atOnce, how.most().orElse(Integer.MAX_VALUE)));
  }

  /** The numbers of the sessions that are this play's. */
  private IntStream own() {
    return IntStream.range(0, sessions.size()).filter(how.own());
  }

  /**
   * Under way is a call that waits for its tool or its answer, or the next of those that wait for
   * no other. However slow the server is, of no session there are more than it has chains; a limit
   * of the moves that are under way is the number of users alone.
   */
  @Override
  public int users() {
    return users;
  }

  @Override
  public boolean isCut() {
    return cut;
  }

  /** A session may go on for hours: no call is sent any more. */
  @Override
  public boolean finishesConversations() {
    return false;
  }

  /** How many sessions are this play's. */
  public int sessions() {
    return (int) own().count();
  }

  /** How many sessions there are, all who play them together. */
  public int allSessions() {
    return sessions.size();
  }

  /** The calls of its sessions, in their order. */
  public Stream<RecordedCall> calls() {
    return own().boxed().flatMap(session -> sessions.get(session).calls().stream());
  }

  /** How many calls were sent; behind the end, all others waited for one that failed. */
  public int sent() {
    return sent.get();
  }

  /** What the earliest call of its sessions says. */
  public TurnRequest first() {
    return request(roots.get(0).session(), roots.get(0).place());
  }

  @Override
  public List<Move> begin(long nowNanos) {
    beginNanos = nowNanos;
    return dueRoots(nowNanos);
  }

  /** What waits for no other: all whose time has come, and one wait for those behind them. */
  private synchronized List<Move> dueRoots(long nowNanos) {
    List<Move> moves = new ArrayList<>();
    for (Root root = nextRoot(); root != null && !isOver(nowNanos); root = nextRoot()) {
      long atNanos = atNanos(root.notBeforeNanos());
      if (atNanos - nowNanos > 0) {
        moves.add(wait(atNanos, this::dueRoots));
        return moves;
      }
      nextRoot++;
      long session = sessions.get(root.session()).beginNanos();
      moves.add(send(root.session(), root.place(), played(root.notBeforeNanos() - session)));
    }
    return moves;
  }

  private @Nullable Root nextRoot() {
    return nextRoot < roots.size() ? roots.get(nextRoot) : null;
  }

  /** A time of the trace by the play's clock. */
  private long atNanos(long recordedNanos) {
    return beginNanos + played(Math.max(0, recordedNanos - firstNanos));
  }

  /** How long a recorded time takes here. */
  private long played(long recordedNanos) {
    return Math.round(Math.min(recordedNanos / how.speed(), FAR_NANOS));
  }

  /** Waits, but not beyond the time in which calls are sent. */
  private Move wait(long untilNanos, Move.Wait.Then then) {
    long leftNanos = endNanos() - untilNanos;
    return new Move.Wait(untilNanos + Math.min(0, leftNanos), then);
  }

  /** Whether no call is sent any more. */
  private boolean isOver(long nowNanos) {
    if (endNanos() - nowNanos > 0) {
      return false;
    }
    cut = true;
    return true;
  }

  private long endNanos() {
    return beginNanos + how.durationNanos().orElse(NEVER_NANOS);
  }

  private List<Move> behind(int session, int place, long nowNanos) {
    List<Move> moves = new ArrayList<>();
    for (int ready : progress.get(session).answered(place)) {
      moves.addAll(next(session, ready, nowNanos));
    }
    return moves;
  }

  /** A call that waits for no answer any more. */
  private List<Move> next(int session, int place, long nowNanos) {
    RecordedCall call = sessions.get(session).calls().get(place);
    long waitNanos = Math.max(played(call.waitNanos()), atNanos(call.notBeforeNanos()) - nowNanos);
    return waitNanos > 0
        ? List.of(wait(nowNanos + waitNanos, now -> due(session, place, waitNanos, now)))
        : due(session, place, 0, nowNanos);
  }

  private List<Move> due(int session, int place, long waitedNanos, long nowNanos) {
    return isOver(nowNanos) ? List.of() : List.of(send(session, place, waitedNanos));
  }

  private Move send(int session, int place, long waitedNanos) {
    return new Move.Send(
        sent.getAndIncrement(),
        new ConversationTurn(session, place + 1, waitedNanos),
        false,
        request(session, place),
        new End(session, place));
  }

  private TurnRequest request(int session, int place) {
    RecordedCall call = sessions.get(session).calls().get(place);
    return new TurnRequest(
        () -> speech.messages(session, place, call.prompt()),
        call.prompt().tokens(),
        call.outputTokens(),
        OptionalInt.empty(),
        Optional.empty(),
        place + 1);
  }

  /** Behind a call. */
  private final class End implements Move.Send.End {

    private final int session;
    private final int place;

    End(int session, int place) {
      this.session = session;
      this.place = place;
    }

    @Override
    public List<Move> answered(Answer answer, long nowNanos) {
      return behind(session, place, nowNanos);
    }

    /** What waits for it goes on waiting, and is in nobody's way. */
    @Override
    public List<Move> failed(FaultKind why, long nowNanos) {
      return List.of();
    }
  }
}
