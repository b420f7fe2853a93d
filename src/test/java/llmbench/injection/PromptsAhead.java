package llmbench.injection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.request.LlmRequest;
import llmbench.timeline.LatePrompts;
import org.jspecify.annotations.Nullable;

/**
 * The prompts of a run, those of its warm-up requests first, taken from their stream in order, with
 * their requests made, before they are needed and on no event loop. They hold a bounded number of
 * bytes: so of an ordinary run all are made before it begins ({@link #fill}), and of a larger one a
 * thread makes as many as are sent ({@link #begin}). Memory goes by what is about to be sent, not
 * by the number of requests.
 *
 * <p>Whose prompt isn't there yet waits without a thread, and is counted. Each place is taken once.
 * Thread-safe; a stream is taken by one thread at a time.
 */
public final class PromptsAhead implements AutoCloseable {

  /** What is held at most; but a sixteenth of all memory where that is less. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int SHARE_OF_MEMORY = 16;

  /** Of the objects around a body: headers, names and values. */
  private static final long BYTES_BESIDE = 1_000;

  /** What is sent is made up for in parts of this size: not one by one, and not in long bursts. */
  private static final int SHARE_AT_ONCE = 64;

  /** Of the cores, while a run measures on the others. */
  private static final int SHARE_OF_CORES = 4;

  private static final double NANOS_PER_MILLI = 1e6;

  private final int warmUps;
  private final int size;
  private final Stream<Prompt> stream;
  private final Iterator<Prompt> prompts;
  private final Function<Prompt, LlmRequest> requests;
  private final long mostBytes;

  /** Of measured ones, and their tokens: whoever takes one may still be turned away. */
  private final LongAdder sent = new LongAdder();

  private final LongAdder sentTokens = new LongAdder();

  // Guarded by this, as all that follows.
  private final Map<Integer, ReadyPrompt> ready = new HashMap<>();
  private final Map<Integer, Waiting> waiting = new HashMap<>();
  private long heldBytes;
  private int made;
  private long madeTokens;
  private int warmUpsTaken;
  private int late;
  private long mostLateNanos;
  private boolean begun;
  private boolean over;
  private @Nullable String failure;

  private record Waiting(long neededNanos, Taker taker) {}

  /** Is waiting for a prompt. */
  public interface Taker {

    /**
     * Has it: at once, on the thread that asked, or later, on that which made it.
     *
     * @param ready null where there is none, and none will come
     */
    void take(@Nullable ReadyPrompt ready);
  }

  /**
   * How many measured ones there were so far.
   *
   * @param all how many the run has
   * @param made of these, with their tokens
   * @param sent of the made ones, with their tokens
   * @param warmUps taken beside these, of those that aren't measured
   */
  public record Account(
      int all, int made, long madeTokens, int sent, long sentTokens, int warmUps) {

    /** Whether none is still to be made. */
    public boolean isWhole() {
      return made == all;
    }
  }

  /**
   * Ahead of these prompts, as much as memory allows.
   *
   * @param warmUps how many of them go first and aren't measured
   * @param measured how many follow
   * @param prompts taken and closed by this
   * @param requests makes a prompt's request
   */
  public PromptsAhead(
      int warmUps, int measured, Stream<Prompt> prompts, Function<Prompt, LlmRequest> requests) {
    this(
        warmUps,
        measured,
        prompts,
        requests,
        Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
  }

  /**
   * Ahead of these prompts.
   *
   * @param mostBytes how many the requests may hold that are made and not yet taken
   */
  PromptsAhead(
      int warmUps,
      int measured,
      Stream<Prompt> prompts,
      Function<Prompt, LlmRequest> requests,
      long mostBytes) {
    this.warmUps = warmUps;
    this.size = Math.addExact(warmUps, measured);
    this.stream = prompts;
    this.prompts = prompts.iterator();
    this.requests = requests;
    this.mostBytes = mostBytes;
  }

  /** How many go first and aren't measured. */
  public int warmUps() {
    return warmUps;
  }

  /** How many are measured. */
  public int measured() {
    return size - warmUps;
  }

  /** All of them, for a model that sends both. */
  public PromptRange all() {
    return new PromptRange(this, 0, size);
  }

  /** Those that go first, for a model of their own. */
  public PromptRange onlyWarmUps() {
    return new PromptRange(this, 0, warmUps);
  }

  /** The others, for a model of theirs. */
  public PromptRange onlyMeasured() {
    return new PromptRange(this, warmUps, measured());
  }

  /**
   * Makes as many as may be held, on this thread and before anything is measured.
   *
   * @throws RuntimeException the dataset's own, when it fails meanwhile
   */
  public void fill() {
    try {
      boolean goesOn = true;
      while (goesOn && heldBytes() < mostBytes) {
        goesOn = makeNext();
      }
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  /** Makes the others, if there are any, while they are sent. */
  public void begin() {
    synchronized (this) {
      if (over || made == size) {
        return;
      }
      begun = true;
    }
    // What a dataset makes in parallel it makes in the pool of the thread that takes it.
    int cores = Runtime.getRuntime().availableProcessors();
    ForkJoinPool pool =
        new ForkJoinPool(
            Math.max(1, cores / SHARE_OF_CORES), PromptsAhead::named, (thread, e) -> {}, false);
    pool.execute(this::makeOthers);
    pool.shutdown();
  }

  private static ForkJoinWorkerThread named(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("llm-prompts");
    return thread;
  }

  /**
   * Takes a prompt, now or as soon as it is made.
   *
   * @param place among all, from 0
   * @param neededNanos when it is needed, a stamp of {@link System#nanoTime()}: who has it later
   *     waited
   */
  public void take(int place, long neededNanos, Taker taker) {
    ReadyPrompt prompt;
    synchronized (this) {
      prompt = ready.remove(place);
      if (prompt == null && !over && place >= made && place < size) {
        waiting.put(place, new Waiting(neededNanos, taker));
        return;
      }
      if (prompt != null) {
        heldBytes -= bytes(prompt);
        countTaken(place);
        if (hasRoom()) {
          notifyAll();
        }
      }
    }
    taker.take(prompt);
  }

  /** A measured one that was taken is sent. Any thread, and at once. */
  public void sent(Prompt prompt) {
    sent.increment();
    sentTokens.add(prompt.tokens());
  }

  /** Makes no more, lets go of those that nobody took, and of those who wait. Any thread. */
  @Override
  public void close() {
    boolean making;
    synchronized (this) {
      making = begun;
      ready.clear();
      heldBytes = 0;
    }
    end(null);
    if (!making) {
      stream.close();
    }
  }

  /** How many measured ones there were so far. */
  public synchronized Account account() {
    return new Account(
        measured(),
        Math.max(0, made - warmUps),
        madeTokens,
        sent.intValue(),
        sentTokens.sum(),
        warmUpsTaken);
  }

  /** Those measured ones that weren't made in time; empty where all were. */
  public synchronized Optional<LatePrompts> late() {
    return late == 0
        ? Optional.empty()
        : Optional.of(new LatePrompts(late, mostLateNanos / NANOS_PER_MILLI));
  }

  /** Whether nobody waits for a prompt. */
  public synchronized boolean isNobodyWaiting() {
    return waiting.isEmpty();
  }

  /** Why there are fewer prompts than there should be; null while nothing is wrong. */
  synchronized @Nullable String failure() {
    return failure;
  }

  private synchronized int made() {
    return made;
  }

  /** Of those that are made and not yet taken. */
  synchronized long heldBytes() {
    return heldBytes;
  }

  private void makeOthers() {
    try {
      boolean goesOn = true;
      while (goesOn && isRoomAwaited()) {
        goesOn = makeNext();
      }
    } catch (RuntimeException | Error e) {
      end(e.getMessage() == null ? e.toString() : e.getMessage());
    } finally {
      stream.close();
    }
  }

  /** Waits for room; whether there is a reason to go on. */
  private synchronized boolean isRoomAwaited() {
    if (heldBytes >= mostBytes) {
      while (!over && !hasRoom()) {
        try {
          wait();
        } catch (InterruptedException e) {
          return false;
        }
      }
    }
    return !over;
  }

  private boolean hasRoom() {
    return heldBytes <= mostBytes - mostBytes / SHARE_AT_ONCE;
  }

  /** Makes the next one; whether there may be another. */
  private boolean makeNext() {
    int place = made();
    if (place == size) {
      return false;
    }
    if (!prompts.hasNext()) {
      throw new IllegalStateException(
          "the dataset has %,d prompts, and was to have %,d"
              .formatted(place - warmUps, measured()));
    }
    Prompt prompt = prompts.next();
    ReadyPrompt next = new ReadyPrompt(prompt.withoutText(), requests.apply(prompt));
    Waiting first = made(place, next);
    if (first != null) {
      first.taker().take(next);
    }
    return true;
  }

  /** It is there; who has waited for it. */
  private synchronized @Nullable Waiting made(int place, ReadyPrompt next) {
    if (over) {
      return null;
    }
    made++;
    madeTokens += place < warmUps ? 0 : next.prompt().tokens();
    Waiting first = waiting.remove(place);
    if (first == null) {
      ready.put(place, next);
      heldBytes += bytes(next);
      return null;
    }
    countTaken(place);
    long nanos = System.nanoTime() - first.neededNanos();
    if (nanos > 0 && place >= warmUps) {
      late++;
      mostLateNanos = Math.max(mostLateNanos, nanos);
    }
    return first;
  }

  private void countTaken(int place) {
    warmUpsTaken += place < warmUps ? 1 : 0;
  }

  /** No more are made; whoever waits goes on without. */
  private void end(@Nullable String why) {
    List<Waiting> left;
    synchronized (this) {
      if (!over) {
        over = true;
        failure = why;
      }
      left = new ArrayList<>(waiting.values());
      waiting.clear();
      notifyAll();
    }
    left.forEach(each -> each.taker().take(null));
  }

  private static long bytes(ReadyPrompt prompt) {
    return prompt.request().bytes().length + BYTES_BESIDE;
  }
}
