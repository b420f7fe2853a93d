package llmbench.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The kinds of {@link Requests} that are made of others. */
final class RequestViews {

  private RequestViews() {}

  /** Requests that are held. */
  static final class Held extends Requests {

    private final List<RequestRecord> requests;

    Held(List<RequestRecord> requests) {
      this.requests = List.copyOf(requests);
    }

    @Override
    public int size() {
      return requests.size();
    }

    @Override
    public RequestRecord get(int place) {
      return requests.get(place);
    }

    @Override
    public int index(int place) {
      return get(place).index();
    }

    @Override
    public long sentNanos(int place) {
      return get(place).sentNanos();
    }

    @Override
    public long endNanos(int place) {
      return get(place).endNanos();
    }

    @Override
    public boolean ok(int place) {
      return get(place).ok();
    }

    @Override
    public boolean isInterrupted(int place) {
      return get(place).isInterrupted();
    }
  }

  /** Another list's requests, each of them somewhere in it. */
  private abstract static class Behind extends Requests {

    /** The list that has the request of this place. */
    abstract Requests list(int place);

    /** Where it has it. */
    abstract int at(int place);

    @Override
    public RequestRecord get(int place) {
      return list(place).get(at(place));
    }

    @Override
    public int index(int place) {
      return list(place).index(at(place));
    }

    @Override
    public long sentNanos(int place) {
      return list(place).sentNanos(at(place));
    }

    @Override
    public long endNanos(int place) {
      return list(place).endNanos(at(place));
    }

    @Override
    public boolean ok(int place) {
      return list(place).ok(at(place));
    }

    @Override
    public boolean isInterrupted(int place) {
      return list(place).isInterrupted(at(place));
    }
  }

  /** Several lists, one after the other. */
  static final class Joined extends Behind {

    private final List<Requests> parts;

    /** How many requests a part and those before it have. */
    private final int[] ends;

    Joined(List<Requests> parts) {
      this.parts = List.copyOf(parts);
      ends = parts.stream().mapToInt(List::size).toArray();
      Arrays.parallelPrefix(ends, Math::addExact);
    }

    @Override
    public int size() {
      return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    Requests list(int place) {
      return parts.get(part(place));
    }

    @Override
    int at(int place) {
      int part = part(place);
      return part == 0 ? place : place - ends[part - 1];
    }

    /** The first that ends behind the place: an empty one never does. */
    private int part(int place) {
      int low = 0;
      int high = ends.length - 1;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ends[middle] <= place) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  /** Some of a list's, or all of them in another order. */
  static final class Chosen extends Behind {

    private final Requests all;
    private final int[] places;

    Chosen(Requests all, int[] places) {
      this.all = all;
      this.places = places.clone();
    }

    @Override
    public int size() {
      return places.length;
    }

    @Override
    Requests list(int place) {
      return all;
    }

    @Override
    int at(int place) {
      return places[place];
    }
  }

  /** Another list's, each of them changed. */
  private abstract static class Changed extends Behind {

    final Requests before;

    Changed(Requests before) {
      this.before = before;
    }

    @Override
    public int size() {
      return before.size();
    }

    @Override
    Requests list(int place) {
      return before;
    }

    @Override
    int at(int place) {
      return place;
    }
  }

  /** By a clock whose zero is earlier. */
  static final class Later extends Changed {

    private final long nanos;

    Later(Requests before, long nanos) {
      super(before);
      this.nanos = nanos;
    }

    @Override
    public RequestRecord get(int place) {
      return before.get(place).later(nanos);
    }

    @Override
    public long sentNanos(int place) {
      return before.sentNanos(place) + nanos;
    }

    @Override
    public long endNanos(int place) {
      return before.endNanos(place) + nanos;
    }
  }

  /** One of several parts that count their conversations. */
  static final class OfPart extends Changed {

    private final int part;
    private final int parts;

    OfPart(Requests before, int part, int parts) {
      super(before);
      this.part = part;
      this.parts = parts;
    }

    @Override
    public RequestRecord get(int place) {
      RequestRecord request = before.get(place);
      ConversationTurn turn = request.turn();
      return turn == null
          ? request
          : request.in(
              new ConversationTurn(
                  turn.conversation() * parts + part, turn.turn(), turn.thinkNanos()));
    }
  }

  /** By another rule of success. */
  static final class Judged extends Changed {

    private final UnaryOperator<RequestRecord> rule;

    Judged(Requests before, UnaryOperator<RequestRecord> rule) {
      super(before);
      this.rule = rule;
    }

    @Override
    public RequestRecord get(int place) {
      return rule.apply(before.get(place));
    }

    @Override
    public boolean ok(int place) {
      return before.ok(place) || get(place).ok();
    }

    @Override
    public boolean isInterrupted(int place) {
      return before.isInterrupted(place) && get(place).isInterrupted();
    }
  }
}
