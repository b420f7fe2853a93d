package llmbench.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Each is sent when evalscope's loop has made a task of it, and there is room. */
final class LoopDepartures implements Departures {

  private final TimedLoop loop;
  private final Gate gate;
  private final @Nullable Admission admission;

  /** Those who are there, and of whom nothing is decided. Held by itself. */
  private final NavigableMap<Integer, Traveller> undecided = new TreeMap<>();

  /**
   * Those of a run.
   *
   * @param most how many may be in flight at once; empty for any number
   */
  LoopDepartures(TimedLoop loop, OptionalInt most, Gate gate) {
    this.loop = loop;
    this.gate = gate;
    admission = most.isPresent() ? new Admission(most.getAsInt(), loop::nowNanos) : null;
  }

  @Override
  public void begin(long zeroNanos) {
    loop.begin(zeroNanos);
  }

  @Override
  public void ready(int place, Traveller traveller) {
    synchronized (undecided) {
      undecided.put(place, traveller);
    }
    settle();
  }

  @Override
  public void due(int place, Traveller traveller) {
    look();
  }

  @Override
  public void look() {
    loop.look();
    settle();
  }

  @Override
  public void over() {
    if (admission != null) {
      admission.over();
    }
    loop.over();
    settle();
  }

  /** Those whose tasks are made go in their order; once no more are made, the others stay. */
  private void settle() {
    List<Map.Entry<Integer, Traveller>> go = new ArrayList<>();
    List<Traveller> stay = new ArrayList<>();
    boolean stopped = gate.endsAll();
    // In this order: what is made when it is over is all that will be.
    boolean over = stopped || loop.isOver();
    synchronized (undecided) {
      while (!undecided.isEmpty()) {
        Map.Entry<Integer, Traveller> next = undecided.firstEntry();
        if (!stopped && loop.isMade(next.getKey())) {
          go.add(next);
        } else if (over) {
          stay.add(next.getValue());
        } else {
          break;
        }
        undecided.remove(next.getKey());
      }
    }
    go.forEach(each -> enter(each.getKey(), each.getValue()));
    if (!stay.isEmpty()) {
      gate.turnsAway();
    }
    stay.forEach(Traveller::stay);
  }

  private void enter(int place, Traveller traveller) {
    if (admission == null) {
      go(place, traveller, null);
    } else {
      admission.enter(place, admitted -> go(place, traveller, admitted));
    }
  }

  private void go(int place, Traveller traveller, @Nullable Long admittedNanos) {
    loop.sent(place);
    traveller.go(admittedNanos);
  }

  @Override
  public boolean isOver() {
    look();
    return loop.isOver() || gate.isClosed();
  }

  @Override
  public OptionalLong deadlineNanos() {
    return loop.deadlineNanos();
  }

  /** The sleep of a closed loop ends at the deadline, and a request is sent then. */
  @Override
  public boolean mayGoEarly() {
    return admission != null;
  }
}
