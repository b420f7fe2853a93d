package llmbench.target;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import llmbench.request.LlmRequest;
import llmbench.request.ProfilerRequests;

/**
 * The server's own profiler, begun right before the measurement and ended right behind it. Neither
 * is part of it; a server that refuses is no error of the run.
 */
public final class Profiler {

  /** A server may write its profile before it answers. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Whoever has stopped a run waits for its report; the server writes its profile all the same. */
  private static final Duration STOPPED_TIMEOUT = Duration.ofSeconds(2);

  private final Endpoint endpoint;
  private final ProfilerRequests requests;
  private final Consumer<String> say;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean begun;

  /**
   * A profiler that isn't begun.
   *
   * @param say is told what is going on, a line at a time, by whichever thread asks
   */
  public Profiler(Endpoint endpoint, ProfilerRequests requests, Consumer<String> say) {
    this.endpoint = endpoint;
    this.requests = requests;
    this.say = say;
  }

  /** Of several callers the first asks, and waits for the answer; the others go on. */
  public void begin() {
    if (asked.compareAndSet(false, true)) {
      say.accept("Starting profiler...");
      begun = sent(requests.start(), "started", TIMEOUT);
    }
  }

  /**
   * Ends it where it was begun; once.
   *
   * @param stopped whether somebody has stopped the run, and doesn't want to wait for the answer
   */
  public void end(boolean stopped) {
    if (begun) {
      begun = false;
      say.accept("Stopping profiler...");
      sent(requests.stop(), "stopped", stopped ? STOPPED_TIMEOUT : TIMEOUT);
    }
  }

  private boolean sent(LlmRequest request, String what, Duration timeout) {
    try {
      Endpoint.Answer answer =
          endpoint.post(request.path(), request.headers(), request.bytes(), timeout);
      if (answer.ok()) {
        say.accept("Profiler " + what);
        return true;
      }
      say.accept(
          "The server's profiler was not "
              + what
              + ": "
              + request.path()
              + " answers "
              + endpoint.summary(answer)
              + ". vLLM has one only where it was started with it (--profiler-config; in older"
              + " versions VLLM_TORCH_PROFILER_DIR).");
    } catch (Endpoint.UnreachableException e) {
      say.accept("The server's profiler was not " + what + ": " + e.getMessage() + ".");
    }
    return false;
  }
}
