package llmbench.simserver.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import llmbench.simserver.truth.RequestTruth;
import org.jspecify.annotations.Nullable;

/**
 * Which requests meet which fault. Asked once for each request that was not refused, on the event
 * loops: an implementation is quick, thread-safe, and gives the same answer each time.
 */
@FunctionalInterface
public interface FaultSchedule {

  /** A fault at random comes after fewer chunks than this. */
  int FEW_CHUNKS = 10;

  /**
   * A request that has arrived.
   *
   * @param index its place in the order of arrival, from 0, as {@link RequestTruth#number} says it;
   *     a reset of the truth begins again
   * @param requestId its {@code x-request-id}; empty when it had none
   * @param prompt its messages; a single one of a text completion
   */
  record Arrival(int index, String requestId, List<PromptCounter.Turn> prompt) {

    /** Whether one of its messages has this text. */
    public boolean says(String text) {
      return prompt.stream().anyMatch(turn -> turn.content().contains(text));
    }
  }

  /** The fault of this request; null for none. */
  @Nullable ServerFault of(Arrival arrival);

  /** No faults. */
  static FaultSchedule none() {
    return arrival -> null;
  }

  /** The same for all. */
  static FaultSchedule all(ServerFault fault) {
    return arrival -> fault;
  }

  /** These, by the request's place in the order of arrival. */
  static FaultSchedule at(Map<Integer, ServerFault> faults) {
    Map<Integer, ServerFault> known = Map.copyOf(faults);
    return arrival -> known.get(arrival.index());
  }

  /** This one for the request with this {@code x-request-id}. */
  static FaultSchedule ofRequest(String requestId, ServerFault fault) {
    return arrival -> arrival.requestId().equals(requestId) ? fault : null;
  }

  /** This one for requests that say this. */
  static FaultSchedule ofPrompt(String text, ServerFault fault) {
    return arrival -> arrival.says(text) ? fault : null;
  }

  /** All kinds at random, also those that never end; see the longer form. */
  static FaultSchedule random(long seed, int requests, double rate) {
    List<ServerFault> all = Arrays.stream(ServerFaultKind.values()).map(ServerFault::of).toList();
    return random(seed, requests, rate, all);
  }

  /**
   * These faults at random, all as likely, each after a few chunks if it comes after chunks.
   * Follows from the seed and the request's place alone, in whatever order it is asked.
   *
   * @param requests those from this place on have no fault
   * @param rate the share of requests with a fault, from 0 to 1
   */
  static FaultSchedule random(long seed, int requests, double rate, List<ServerFault> faults) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("the rate of faults must be from 0 to 1, not " + rate);
    }
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("there are no faults to choose from: give at least one");
    }
    List<ServerFault> known = List.copyOf(faults);
    // Seeds that are neighbours give numbers that are none only after the first mixing.
    long base = new SplittableRandom(seed).nextLong();
    return arrival -> {
      if (arrival.index() >= requests) {
        return null;
      }
      long mixed = new SplittableRandom(base + arrival.index()).nextLong();
      SplittableRandom random = new SplittableRandom(mixed);
      if (random.nextDouble() >= rate) {
        return null;
      }
      ServerFault fault = known.get(random.nextInt(known.size()));
      return fault.kind().hasChunks() ? fault.after(random.nextInt(FEW_CHUNKS)) : fault;
    };
  }

  /** This schedule's fault, or where it has none the other's. */
  default FaultSchedule or(FaultSchedule other) {
    return arrival -> {
      ServerFault own = of(arrival);
      return own == null ? other.of(arrival) : own;
    };
  }

  /**
   * The schedule of a list with commas: {@code WHICH:FAULT}, where WHICH is a place in the order of
   * arrival, {@code id=X-REQUEST-ID}, {@code prompt=TEXT} or {@code *} for all. The first that fits
   * a request counts.
   *
   * @throws IllegalArgumentException when it is none; the message is for people
   */
  static FaultSchedule parse(String list) {
    List<FaultSchedule> parts = new ArrayList<>();
    Arrays.stream(list.split(",", -1)).map(String::strip).forEach(e -> parts.add(one(e)));
    return parts.stream().reduce(none(), FaultSchedule::or);
  }

  private static FaultSchedule one(String entry) {
    int colon = entry.lastIndexOf(':');
    String which = entry.substring(0, Math.max(0, colon));
    if (colon < 0 || !which.matches("\\*|[0-9]{1,9}|(id|prompt)=.+")) {
      throw new IllegalArgumentException(
          "'"
              + entry
              + "' doesn't have the form WHICH:FAULT, where WHICH is a request's number from 0,"
              + " id=X-REQUEST-ID,"
              + " prompt=TEXT or *, as in 3:reset,7:http-503,9:cut-rst@12");
    }
    ServerFault fault = ServerFault.of(entry.substring(colon + 1));
    if (which.equals("*")) {
      return all(fault);
    }
    int equals = which.indexOf('=');
    if (equals < 0) {
      return at(Map.of(Integer.parseInt(which), fault));
    }
    String value = which.substring(equals + 1);
    return which.startsWith("id=") ? ofRequest(value, fault) : ofPrompt(value, fault);
  }
}
