package llmbench.conversation.testing;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import llmbench.conversation.Answer;
import llmbench.conversation.Move;
import llmbench.conversation.Play;
import llmbench.timeline.FaultKind;
import org.jspecify.annotations.Nullable;

/** Plays a play in virtual time, which begins at 0; what comes at one time comes in order. */
public final class VirtualPlayer {

  /**
   * What a server does with a request.
   *
   * @param nanos until it is over
   * @param answer null where it fails
   * @param why it fails, where it does
   */
  public record Reply(long nanos, @Nullable Answer answer, FaultKind why) {

    /** An answer, or a refusal. */
    public Reply(long nanos, @Nullable Answer answer) {
      this(nanos, answer, FaultKind.HTTP_STATUS);
    }
  }

  /** A server. */
  @FunctionalInterface
  public interface Server {

    /** What comes of a request that is sent now; null where nothing ever does. */
    @Nullable Reply to(Move.Send send, long nowNanos);
  }

  private record Event(long nanos, long number, Runnable work) {}

  private final Server server;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparing(Event::number));
  private long nowNanos;
  private long ordered;
  private int underWay;
  private int mostAtOnce;

  private VirtualPlayer(Server server) {
    this.server = server;
  }

  /** Plays to the end; how many moves were under way at once, at most. */
  public static int play(Play play, Server server) {
    VirtualPlayer player = new VirtualPlayer(server);
    player.begin(play.begin(0));
    while (!player.events.isEmpty()) {
      Event next = player.events.remove();
      player.nowNanos = next.nanos();
      next.work().run();
    }
    return player.mostAtOnce;
  }

  private void begin(List<Move> moves) {
    underWay += moves.size();
    mostAtOnce = Math.max(mostAtOnce, underWay);
    moves.forEach(move -> in(nowNanos, () -> make(move)));
  }

  private void then(List<Move> moves) {
    underWay += moves.size() - 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    moves.forEach(this::make);
  }

  private void in(long atNanos, Runnable work) {
    events.add(new Event(atNanos, ordered++, work));
  }

  private void make(Move move) {
    if (move instanceof Move.Wait wait) {
      in(wait.untilNanos(), () -> then(wait.then().at(nowNanos)));
    } else if (move instanceof Move.Send send) {
      Reply reply = server.to(send, nowNanos);
      if (reply != null) {
        in(nowNanos + reply.nanos(), () -> then(behind(send.end(), reply)));
      }
    }
  }

  private List<Move> behind(Move.Send.End end, Reply reply) {
    Answer answer = reply.answer();
    return answer == null ? end.failed(reply.why(), nowNanos) : end.answered(answer, nowNanos);
  }
}
