package llmbench.testing.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Conversations made up: so many users, each with one conversation after the other, who think
 * between turns. A prompt has all that was said before, of which the server's cache has whole
 * blocks; the rest it reads at so much a token. One turn fails, which ends its conversation, and
 * the last conversation is broken off. The same seed gives the same conversations.
 */
final class ConversationLoad {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double STEP_MILLIS = 8;
  private static final double PER_NEW_TOKEN_MILLIS = 0.2;
  private static final double FIRST_MILLIS = 12;
  private static final double THINK_MILLIS = 150;
  private static final double SIGMA = 0.25;
  private static final int BLOCK = 16;
  private static final int MOST_TURNS = 6;
  private static final int TOKENS = 10;

  private final Random random;
  private final int conversations;
  private final List<RequestRecord> records = new ArrayList<>();
  private final PriorityQueue<Turn> next =
      new PriorityQueue<>(
          Comparator.comparingLong(Turn::sentNanos).thenComparingInt(Turn::conversation));
  private int begun;
  private boolean failed;

  /** What is sent next, and after how much. */
  private record Turn(
      int conversation, int number, int of, long thinkNanos, long sentNanos, int history) {}

  ConversationLoad(int conversations, int users, long seed) {
    random = new Random(seed);
    this.conversations = conversations;
    for (int user = 0; user < users; user++) {
      begin(0);
    }
    while (!next.isEmpty()) {
      send(next.remove());
    }
    records.sort(
        Comparator.comparingLong(RequestRecord::endNanos).thenComparing(RequestRecord::index));
  }

  /** In the order in which they ended. */
  List<RequestRecord> records() {
    return List.copyOf(records);
  }

  private void begin(long nanos) {
    if (begun < conversations) {
      int turns = 1 + random.nextInt(MOST_TURNS);
      next.add(new Turn(begun++, 1, turns, 0, nanos, 0));
    }
  }

  private void send(Turn turn) {
    int prompt = turn.history() + 20 + random.nextInt(60);
    int cached = turn.history() / BLOCK * BLOCK;
    boolean breaks = turn.conversation() == conversations - 1 && turn.number() == turn.of();
    boolean fails = !failed && turn.conversation() >= conversations / 2 && turn.number() == 3;
    failed |= fails;
    RequestRecord record =
        fails
            ? failed(turn, prompt, new Fault(FaultKind.HTTP_STATUS, "status 500", "overloaded"))
            : breaks
                ? failed(turn, prompt, new Fault(FaultKind.INTERRUPTED, "the run was stopped", ""))
                : answered(turn, prompt, cached);
    records.add(record);
    if (record.ok() && turn.number() < turn.of()) {
      long think = lognormal(THINK_MILLIS);
      next.add(
          new Turn(
              turn.conversation(),
              turn.number() + 1,
              turn.of(),
              think,
              record.endNanos() + think,
              prompt + TOKENS));
    } else {
      begin(record.endNanos());
    }
  }

  private RequestRecord answered(Turn turn, int prompt, int cached) {
    MessageKind[] kinds = new MessageKind[TOKENS + 3];
    Arrays.fill(kinds, MessageKind.TEXT);
    kinds[0] = MessageKind.ROLE;
    kinds[TOKENS + 1] = MessageKind.USAGE;
    kinds[TOKENS + 2] = MessageKind.DONE;
    long[] nanos = new long[kinds.length];
    nanos[0] = lognormal(FIRST_MILLIS + PER_NEW_TOKEN_MILLIS * (prompt - cached));
    nanos[1] = nanos[0];
    for (int i = 2; i <= TOKENS; i++) {
      nanos[i] = nanos[i - 1] + lognormal(STEP_MILLIS);
    }
    Arrays.fill(nanos, TOKENS + 1, nanos.length, nanos[TOKENS]);
    return record(
        turn,
        prompt,
        nanos[TOKENS],
        Messages.of(kinds, nanos),
        new Usage(prompt, TOKENS, cached),
        null);
  }

  private RequestRecord failed(Turn turn, int prompt, Fault fault) {
    return record(turn, prompt, lognormal(FIRST_MILLIS), Messages.NONE, null, fault);
  }

  private RequestRecord record(
      Turn turn,
      int prompt,
      long tookNanos,
      Messages messages,
      @Nullable Usage usage,
      @Nullable Fault fault) {
    boolean ok = fault == null;
    return new RequestRecord(
            records.size(),
            "chat",
            "",
            prompt,
            TOKENS,
            turn.sentNanos(),
            turn.sentNanos() + tookNanos,
            status(fault),
            0,
            messages,
            usage,
            ok ? "length" : null,
            ok ? " word".repeat(TOKENS) : "",
            "",
            fault)
        .in(new ConversationTurn(turn.conversation(), turn.number(), turn.thinkNanos()));
  }

  private static int status(@Nullable Fault fault) {
    return fault == null ? 200 : fault.isInterruption() ? 0 : 500;
  }

  private long lognormal(double medianMillis) {
    return Math.round(medianMillis * NANOS_PER_MILLI * Math.exp(SIGMA * random.nextGaussian()));
  }
}
