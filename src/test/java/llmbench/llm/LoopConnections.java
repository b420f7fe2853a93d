package llmbench.llm;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop: those that are free, and how many more are opened ahead. On
 * that event loop only.
 */
final class LoopConnections {

  /**
   * Each is opened in a turn of its own, so long after the last one: to connect costs the event
   * loop as much as reading some tokens does.
   */
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Where the server is far away, so many may be on their way. */
  private static final int MOST_OPENING = 32;

  /** A spare that is closed sooner, unused, was opened in vain. */
  private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String CLOSED = "the server closes them at once";

  private final EventLoop loop;
  private final Shared shared;
  private final Need need;

  /** The one that was used last is the last. */
  private final Deque<KeptSlot> free = new ArrayDeque<>();

  /** Without a connection. */
  private final Deque<KeptSlot> empty = new ArrayDeque<>();

  private int inFlight;
  private int opening;
  private boolean due;
  private @Nullable SpareRequest request;

  /** Not yet told. */
  private final List<Warming> warmings = new ArrayList<>();

  /**
   * What all event loops have in common.
   *
   * @param whenUnasked is told how bytes begin that no request had asked for
   * @param whenFailed is told why a connection could not be opened ahead, or not be kept
   */
  record Shared(
      ConnectionCounts counts,
      Backoff backoff,
      Consumer<String> whenUnasked,
      Consumer<String> whenFailed,
      LongSupplier nanoClock) {}

  /** So many are to be free, and then, or when that turned out to be impossible, somebody told. */
  private record Warming(int wanted, Runnable whenOver) {}

  LoopConnections(EventLoop loop, Shared shared) {
    this.loop = loop;
    this.shared = shared;
    need = new Need(shared.nanoClock());
  }

  /** By which connections are opened ahead from now on; null for not at all. */
  void openBy(@Nullable SpareRequest other) {
    request = other;
  }

  /** Whether it knows how to open one. */
  boolean canOpen() {
    return request != null;
  }

  /** Has so many free before they are needed. */
  void warm(int wanted, Runnable whenOver) {
    need.expect(wanted);
    warmings.add(new Warming(wanted, whenOver));
    consider();
  }

  /** A slot for a request that is about to be sent: an open one if there is one. */
  Slot take() {
    KeptSlot slot = fit();
    if (slot == null) {
      slot = empty.isEmpty() ? new KeptSlot(this, shared.counts().nextId()) : empty.removeLast();
    }
    need.inFlight(++inFlight);
    consider();
    return slot;
  }

  private @Nullable KeptSlot fit() {
    while (!free.isEmpty()) {
      KeptSlot last = free.removeLast();
      shared.counts().free(-1);
      if (last.isFit(shared.whenUnasked())) {
        return last;
      }
      lost(last);
    }
    return null;
  }

  /** A slot's connection was opened. */
  void opened() {
    shared.counts().opened();
  }

  /** A request is over that had a slot. */
  void over(KeptSlot slot, boolean hadToConnect) {
    if (hadToConnect) {
      shared.counts().waited();
    }
    if (slot.wasSpare()) {
      // Else Gatling's client found it closed, and has opened another.
      tried(!hadToConnect);
    }
    need.inFlight(--inFlight);
    if (slot.isOpen()) {
      shared.counts().free(1);
      free.addLast(slot);
    } else {
      empty.addLast(slot);
      consider();
    }
  }

  /** A connection of this slot is closed, be it that it was free or not. */
  void closed(KeptSlot slot) {
    shared.counts().closed();
    if (!slot.isOpen() && free.remove(slot)) {
      shared.counts().free(-1);
      lost(slot);
      consider();
    }
  }

  /** A connection that was free is closed. */
  private void lost(KeptSlot slot) {
    empty.addLast(slot);
    if (slot.wasSpare()) {
      tried(shared.nanoClock().getAsLong() - slot.spareSinceNanos() >= SOON_NANOS);
    }
  }

  /** Whether it was of use to have opened one ahead. */
  private void tried(boolean worked) {
    if (worked) {
      shared.backoff().worked();
    } else {
      failed(CLOSED);
    }
  }

  /** Opens another one soon, if one is missing: never now, when a request is being sent. */
  private void consider() {
    endWarming();
    if (!due && isMissingOne()) {
      due = true;
      long wait = Math.max(STEP_NANOS, shared.backoff().leftNanos());
      var unused = loop.schedule(this::open, wait, TimeUnit.NANOSECONDS);
    }
  }

  private boolean isMissingOne() {
    return request != null
        && opening < MOST_OPENING
        && free.size() + opening < need.free()
        && shared.counts().hasRoom();
  }

  private void open() {
    due = false;
    boolean maybe = shared.backoff().leftNanos() == 0 && isMissingOne();
    if (maybe && request != null && shared.counts().reserve()) {
      opening++;
      KeptSlot slot =
          empty.isEmpty() ? new KeptSlot(this, shared.counts().nextId()) : empty.removeLast();
      Opening one =
          new Opening(slot, loop, shared.whenUnasked(), cause -> openedAhead(slot, cause));
      try {
        request.send(slot, loop, one);
      } catch (RuntimeException e) {
        one.onThrowable(e);
      }
    }
    consider();
  }

  private void openedAhead(KeptSlot slot, @Nullable Throwable cause) {
    opening--;
    if (cause == null && slot.isOpen()) {
      shared.counts().openedAhead();
      slot.becomeSpare(shared.nanoClock().getAsLong());
      // Behind those that were used: they, and the server's side of them, are warm.
      free.addFirst(slot);
    } else {
      shared.counts().free(-1);
      slot.close();
      empty.addLast(slot);
      failed(cause == null ? CLOSED : Faults.unopened(cause));
    }
    consider();
  }

  private void failed(String why) {
    shared.whenFailed().accept(why);
    endWarmings(every -> true);
  }

  private void endWarming() {
    if (!warmings.isEmpty()) {
      boolean noneComes = opening == 0 && !isMissingOne();
      endWarmings(warming -> noneComes || free.size() >= warming.wanted());
    }
  }

  private void endWarmings(Predicate<Warming> isOver) {
    List<Warming> over = warmings.stream().filter(isOver).toList();
    warmings.removeAll(over);
    over.forEach(warming -> warming.whenOver().run());
  }

  /** Closes those that are free, and opens no more. */
  void close() {
    request = null;
    for (KeptSlot slot : List.copyOf(free)) {
      // It was of no use, but that says nothing of the server.
      boolean unused = slot.wasSpare();
      slot.close();
    }
  }
}
