package llmbench.metrics.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/** Runs of tests: streams, whole answers, failures and interruptions at random, by a seed. */
public final class RandomRequests {

  private static final long MILLI = 1_000_000;

  private final Random random;
  private final int spanMillis;
  private int mostChunks = 30;
  private int mostLateMillis;

  /**
   * Requests of a run.
   *
   * @param spanMillis within which all are sent
   */
  public RandomRequests(long seed, int spanMillis) {
    random = new Random(seed);
    this.spanMillis = spanMillis;
  }

  /** Streams of fewer chunks, where there are many of them. */
  public RandomRequests ofChunks(int most) {
    mostChunks = most;
    return this;
  }

  /** Requests that had times of their own, most of them sent later than that. */
  public RandomRequests late(int mostMillis) {
    mostLateMillis = mostMillis;
    return this;
  }

  /** So many, in the order in which they ended, as in a record. */
  public Requests make(int count) {
    List<RequestRecord> all = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      all.add(request(index));
    }
    all.sort((one, other) -> Long.compare(one.endNanos(), other.endNanos()));
    return Requests.of(all);
  }

  private RequestRecord request(int index) {
    // Several are sent in one moment.
    long sent = random.nextInt(spanMillis) * MILLI + (random.nextBoolean() ? 0 : 123_457);
    Messages messages = messages();
    long last = messages.size() == 0 ? 0 : messages.nanos(messages.size() - 1);
    long end = sent + last + random.nextInt(3) * MILLI;
    int outputs = messages.outputs();
    Integer counted = random.nextInt(4) == 0 ? null : outputs + random.nextInt(3);
    RequestRecord request =
        new RequestRecord(
            index,
            "chat",
            "",
            10 + random.nextInt(500),
            outputs,
            sent,
            end,
            200,
            0,
            messages,
            counted == null ? null : new Usage(40 + random.nextInt(500), counted, null),
            "stop",
            "",
            "",
            fault(outputs));
    RequestRecord answered = outputs == 0 && request.ok() ? request.asUnstreamed() : request;
    return mostLateMillis == 0 ? answered : answered.departed(departure(sent));
  }

  /** Some waited for room, some had to connect. */
  private Departure departure(long sent) {
    long planned = sent - random.nextInt(mostLateMillis + 1) * MILLI;
    Long admitted = random.nextInt(3) == 0 ? planned + (sent - planned) / 2 : null;
    return new Departure(planned, admitted, random.nextInt(9) == 0 ? MILLI : 0);
  }

  private @Nullable Fault fault(int outputs) {
    FaultKind kind =
        switch (random.nextInt(20)) {
          case 0 -> FaultKind.CUT;
          case 1 -> FaultKind.HTTP_STATUS;
          case 2 -> FaultKind.INTERRUPTED;
          default -> null;
        };
    return kind == null ? null : new Fault(kind, "after " + outputs, null);
  }

  private Messages messages() {
    int size = random.nextInt(12) == 0 ? 0 : 2 + random.nextInt(mostChunks);
    MessageKind[] kinds = new MessageKind[size];
    long[] nanos = new long[size];
    long now = random.nextInt(200) * MILLI + random.nextInt(1000);
    for (int i = 0; i < size; i++) {
      kinds[i] =
          i == 0 ? MessageKind.ROLE : random.nextInt(9) == 0 ? MessageKind.EMPTY : MessageKind.TEXT;
      nanos[i] = now;
      now += random.nextInt(4) == 0 ? 0 : Math.round(Math.exp(random.nextGaussian()) * 5 * MILLI);
    }
    return Messages.of(kinds, nanos);
  }
}
