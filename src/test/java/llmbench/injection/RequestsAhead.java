package llmbench.injection;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import llmbench.dataset.Prompt;
import llmbench.request.LlmRequest;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the next prompts, made before they are needed and on no event loop: where
 * hundreds of streams end together, the next request of each is there. They hold a bounded number
 * of bytes, so for a short run all are made before it; later a thread of its own makes as many as
 * are sent. A request that isn't there in time is made by whoever asks for it: nobody waits.
 *
 * <p>Each prompt is asked for once, and about in order. Thread-safe.
 */
public final class RequestsAhead implements AutoCloseable {

  /** What is held at most; but a sixteenth of all memory where that is less. */
  private static final long MOST_BYTES = 64L << 20;

  /** Of the objects around a body: headers, names and values. */
  private static final long BYTES_BESIDE = 1_000;

  private static final int SHARE_OF_MEMORY = 16;

  private final List<Prompt> prompts;
  private final Function<Prompt, LlmRequest> requests;
  private final long mostBytes;

  /** By place of the prompt: what is made, or that it isn't to be made any more. */
  private final AtomicReferenceArray<@Nullable Object> made;

  private final AtomicLong heldBytes = new AtomicLong();
  private volatile @Nullable Thread maker;
  private volatile boolean waiting;
  private volatile boolean closed;

  /** Stands where a request was taken. */
  private static final Object TAKEN = new Object();

  /** Ahead of these prompts, as much as memory allows. */
  public RequestsAhead(List<Prompt> prompts, Function<Prompt, LlmRequest> requests) {
    this(
        prompts,
        requests,
        Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
  }

  /**
   * Ahead of these prompts.
   *
   * @param prompts in the order of their {@link Prompt#index}, which begins at 0
   * @param mostBytes how many the requests may hold that are made and not yet taken
   */
  RequestsAhead(List<Prompt> prompts, Function<Prompt, LlmRequest> requests, long mostBytes) {
    this.prompts = prompts;
    this.requests = requests;
    this.mostBytes = mostBytes;
    made = new AtomicReferenceArray<>(prompts.size());
  }

  /** Begins to make them. */
  public void begin() {
    Thread thread = new Thread(this::makeAll, "llm-requests");
    thread.setDaemon(true);
    maker = thread;
    thread.start();
  }

  /** The request of a prompt. */
  public LlmRequest of(Prompt prompt) {
    int place = prompt.index();
    Object ready = made.getAndSet(place, TAKEN);
    if (!(ready instanceof LlmRequest request)) {
      return requests.apply(prompt);
    }
    long held = heldBytes.addAndGet(-bytes(request));
    if (waiting && held <= mostBytes / 2) {
      LockSupport.unpark(maker);
    }
    return request;
  }

  /** Makes no more, and lets go of those that nobody took. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(maker);
    for (int place = 0; place < made.length(); place++) {
      if (made.getAndSet(place, TAKEN) instanceof LlmRequest request) {
        heldBytes.addAndGet(-bytes(request));
      }
    }
  }

  /** What is made and not yet taken. */
  long heldBytes() {
    return heldBytes.get();
  }

  private void makeAll() {
    for (int place = 0; place < prompts.size() && !closed; place++) {
      if (heldBytes.get() >= mostBytes) {
        waitForRoom();
      }
      if (made.get(place) == null && !closed) {
        make(place);
      }
    }
  }

  /** Until half of it is free again: not to be woken for each request. */
  private void waitForRoom() {
    waiting = true;
    while (!closed && heldBytes.get() > mostBytes / 2) {
      LockSupport.park(this);
    }
    waiting = false;
  }

  private void make(int place) {
    LlmRequest request = requests.apply(prompts.get(place));
    heldBytes.addAndGet(bytes(request));
    if (!made.compareAndSet(place, null, request)) {
      heldBytes.addAndGet(-bytes(request));
    }
  }

  private static long bytes(LlmRequest request) {
    return request.bytes().length + BYTES_BESIDE;
  }
}
