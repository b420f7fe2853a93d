package llmbench.testing.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;

/**
 * A closed load made up: so many slots, each with one request after the other, in the order in
 * which they end. TTFT and gaps are lognormal, as a busy server's are; one gap in a thousand is a
 * stall. The same seed gives the same load.
 */
final class LoadFixture {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double TTFT_MILLIS = 60;
  private static final double GAP_MILLIS = 8;
  private static final double TTFT_SIGMA = 0.3;
  private static final double GAP_SIGMA = 0.15;
  private static final double STALL_MILLIS = 40;
  private static final int ONE_STALL_IN = 1_000;
  private static final long TURN_AROUND_NANOS = 300_000;
  private static final long RAMP_NANOS = 50_000;
  private static final int PROMPT_TOKENS = 100;
  private static final int TEMPLATE_TOKENS = 29;

  /** About four bytes a token, blank included. */
  private static final String[] WORDS = {
    " the", " a", " model", " of", " time", "ing", " and", " run", "s", " token", " is", " long"
  };

  private final Random random;
  private final int requests;
  private final int tokens;
  private final MessageKind[] kinds;
  private final PriorityQueue<RequestRecord> inFlight =
      new PriorityQueue<>(
          Comparator.comparingLong(RequestRecord::endNanos).thenComparing(RequestRecord::index));
  private int sent;

  LoadFixture(int requests, int tokens, int atOnce, long seed) {
    random = new Random(seed);
    this.requests = requests;
    this.tokens = tokens;
    kinds = new MessageKind[tokens + 3];
    Arrays.fill(kinds, MessageKind.TEXT);
    kinds[0] = MessageKind.ROLE;
    kinds[tokens + 1] = MessageKind.USAGE;
    kinds[tokens + 2] = MessageKind.DONE;
    for (int slot = 0; slot < atOnce && sent < requests; slot++) {
      inFlight.add(send(slot * RAMP_NANOS));
    }
  }

  /** Whether there is one more. */
  boolean hasNext() {
    return !inFlight.isEmpty();
  }

  /** The request that ends next; its slot sends another. */
  RequestRecord next() {
    RequestRecord ended = inFlight.remove();
    if (sent < requests) {
      inFlight.add(send(ended.endNanos() + TURN_AROUND_NANOS));
    }
    return ended;
  }

  private RequestRecord send(long sentNanos) {
    long[] nanos = new long[kinds.length];
    nanos[0] = lognormal(TTFT_MILLIS, TTFT_SIGMA);
    // The role and the first text come in one read, and so do the last text and what ends it.
    nanos[1] = nanos[0];
    for (int i = 2; i <= tokens; i++) {
      boolean stall = random.nextInt(ONE_STALL_IN) == 0;
      nanos[i] = nanos[i - 1] + lognormal(stall ? STALL_MILLIS : GAP_MILLIS, GAP_SIGMA);
    }
    Arrays.fill(nanos, tokens + 1, nanos.length, nanos[tokens]);
    return new RequestRecord(
        sent++,
        "chat",
        "",
        PROMPT_TOKENS,
        tokens,
        sentNanos,
        sentNanos + nanos[nanos.length - 1],
        200,
        0,
        Messages.of(kinds, nanos),
        new Usage(PROMPT_TOKENS + TEMPLATE_TOKENS, tokens, null),
        "length",
        text(),
        "",
        null);
  }

  private long lognormal(double medianMillis, double sigma) {
    return Math.round(medianMillis * NANOS_PER_MILLI * Math.exp(sigma * random.nextGaussian()));
  }

  private String text() {
    StringBuilder text = new StringBuilder(tokens * 5);
    for (int i = 0; i < tokens; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
