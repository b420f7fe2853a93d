package llmbench.dataset.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import llmbench.conversation.RecordedCall;
import llmbench.conversation.RecordedSession;

/** The sessions of the lines so far. */
final class SessionsRead {

  private static final double NANOS_PER_MILLI = 1e6;

  /** A session as far as it was read. */
  private static final class Begun {
    private final List<TraceLine> lines = new ArrayList<>();
    private final List<List<Integer>> after = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
  }

  private final Map<Object, Begun> sessions = new LinkedHashMap<>();
  private double zeroMillis = Double.POSITIVE_INFINITY;

  /**
   * Adds a line's call to its session.
   *
   * @throws WrongLineException when it doesn't fit to those before it
   */
  void add(TraceLine line) throws WrongLineException {
    String name = line.session();
    // What is no key of another is a session of its own.
    Begun session = sessions.computeIfAbsent(name == null ? new Object() : name, n -> new Begun());
    List<Integer> after = new ArrayList<>();
    for (String id : line.after()) {
      Integer place = session.places.get(id);
      if (place == null) {
        throw new WrongLineException(
            "its \"after\" names \""
                + id
                + "\", and no line before it is that call of its session; a call waits for calls"
                + " of lines before it");
      }
      after.add(place);
    }
    String id = line.id();
    if (id != null && session.places.putIfAbsent(id, session.lines.size()) != null) {
      throw new WrongLineException("its session has a call \"" + id + "\" already");
    }
    session.lines.add(line);
    session.after.add(after);
    zeroMillis = Math.min(zeroMillis, line.atMillis().orElse(zeroMillis));
  }

  boolean isEmpty() {
    return sessions.isEmpty();
  }

  /** All of them; times are counted from the earliest. */
  List<RecordedSession> all() {
    return sessions.values().stream().map(this::session).toList();
  }

  private RecordedSession session(Begun begun) {
    List<RecordedCall> calls = new ArrayList<>();
    for (int place = 0; place < begun.lines.size(); place++) {
      TraceLine line = begun.lines.get(place);
      calls.add(
          new RecordedCall(
              notBeforeNanos(line.atMillis()),
              begun.after.get(place),
              nanos(line.waitMillis()),
              line.prompt(),
              line.outputTokens()));
    }
    return new RecordedSession(calls);
  }

  private long notBeforeNanos(OptionalDouble millis) {
    return millis.isPresent() ? nanos(millis.getAsDouble() - zeroMillis) : 0;
  }

  private static long nanos(double millis) {
    return Math.round(millis * NANOS_PER_MILLI);
  }
}
