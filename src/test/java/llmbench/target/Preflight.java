package llmbench.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerType;
import llmbench.timeline.Counted;
import llmbench.timeline.Fault;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;

/**
 * What is sent before the clock starts: is the server there, which model has it, does it answer,
 * and its warm-up. None of it is in any figure.
 */
public final class Preflight {

  /** As in vLLM bench: a whole answer may take six hours, where no other limit is given. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofHours(6);

  private static final Duration QUICK_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** A name that can do no harm in a file, a file's name or a terminal. */
  private static final Pattern PRINTABLE =
      Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{1,256}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Endpoint endpoint;
  private final BenchOptions.Timeouts timeouts;
  private final TargetAdvice advice;
  private final Consumer<String> say;

  /**
   * A preflight.
   *
   * @param timeouts of the requests that go before the run, as far as they can be kept without
   *     timing tokens: until the answer begins, and until it ends
   * @param advice what to look at where the run can't begin
   * @param say gets one line at a time about what is going on
   */
  public Preflight(
      Endpoint endpoint,
      BenchOptions.Timeouts timeouts,
      TargetAdvice advice,
      Consumer<String> say) {
    this.endpoint = endpoint;
    this.timeouts = timeouts;
    this.advice = advice;
    this.say = say;
  }

  /** The run can't begin; the message is for people. */
  public static final class PreflightException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PreflightException(String message) {
      super(message);
    }
  }

  /**
   * Makes sure that something answers at all, whatever it says.
   *
   * @throws PreflightException when nothing does
   */
  public void reach() {
    try {
      endpoint.get("/health", Map.of(), QUICK_TIMEOUT);
    } catch (Endpoint.UnreachableException e) {
      throw new PreflightException(
          "The server can't be reached: " + e.getMessage() + ".\n" + advice.unreachable());
    }
  }

  /**
   * A model that a server lists.
   *
   * @param id by which requests name it
   * @param root what the server made it of, by whose name its tokenizer is found; the id where it
   *     doesn't say
   */
  public record Listed(String id, String root) {}

  /**
   * The first model that the server lists.
   *
   * @throws PreflightException when it lists none
   */
  public Listed firstModel(Map<String, String> headers) {
    String named = "\nName the model with --model.";
    Endpoint.Answer answer;
    try {
      answer = endpoint.get("/v1/models", headers, QUICK_TIMEOUT);
    } catch (Endpoint.UnreachableException e) {
      throw new PreflightException(
          "No model was named, and the server can't be asked: " + e.getMessage() + "." + named);
    }
    if (!answer.ok()) {
      throw new PreflightException(
          "No model was named, and /v1/models answers "
              + endpoint.summary(answer)
              + "."
              + (answer.status() == TargetAdvice.UNAUTHORIZED ? "\n" + advice.key() : named));
    }
    JsonNode first = parse(answer.body()).path("data").path(0);
    String id = first.path("id").asText("");
    if (id.isEmpty()) {
      throw new PreflightException("No model was named, and /v1/models lists none." + named);
    }
    if (!PRINTABLE.matcher(id).matches()) {
      throw new PreflightException(
          "No model was named, and /v1/models lists one whose name can't be printed." + named);
    }
    String root = first.path("root").asText("");
    return new Listed(id, PRINTABLE.matcher(root).matches() ? root : id);
  }

  /**
   * Sends {@code test} until it succeeds.
   *
   * @param timeoutSec for how long; 0 skips the check
   * @throws PreflightException when time is up, or when the server refuses the request itself
   *     (status 4xx), which no waiting would change
   */
  public void awaitReady(LlmRequest test, int timeoutSec) {
    if (timeoutSec <= 0) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSec);
    say.accept(
        "Waiting for the server: one request before the run, tried again for up to "
            + Spoken.time(Duration.ofSeconds(timeoutSec))
            + advice.shorterWait());
    while (true) {
      String problem = problem(test);
      if (problem == null) {
        return;
      }
      if (System.nanoTime() + RETRY_AFTER.toNanos() > deadline) {
        throw new PreflightException(
            "The endpoint was not ready within "
                + Spoken.time(Duration.ofSeconds(timeoutSec))
                + ": "
                + problem
                + ".\n"
                + advice.late());
      }
      say.accept(
          "Not ready yet ("
              + problem
              + "): trying again in "
              + RETRY_AFTER.toSeconds()
              + " s; Ctrl-C stops it");
      pause(RETRY_AFTER);
    }
  }

  /** Sends these, at most {@code atOnce} at once; says how many failed. */
  public void warmUp(List<LlmRequest> requests, int atOnce) {
    int times = requests.size();
    if (times == 0) {
      return;
    }
    say.accept("Warming up the server with " + Counted.of(times, "request"));
    AtomicInteger failed = new AtomicInteger();
    ExecutorService senders = Executors.newFixedThreadPool(Math.min(times, atOnce));
    for (LlmRequest request : requests) {
      senders.execute(
          () -> {
            try {
              if (problem(request) != null) {
                failed.incrementAndGet();
              }
            } catch (PreflightException e) {
              failed.incrementAndGet();
            }
          });
    }
    senders.shutdown();
    try {
      while (!senders.awaitTermination(1, TimeUnit.HOURS)) {
        say.accept("Still warming up");
      }
    } catch (InterruptedException e) {
      senders.shutdownNow();
      Thread.currentThread().interrupt();
    }
    if (failed.get() > 0) {
      say.accept(failed.get() + " of " + times + " warm-up requests failed");
    }
  }

  /** Why one request did not succeed; null when it did. */
  private @Nullable String problem(LlmRequest test) {
    byte[] asked = test.bytes();
    Duration whole = timeouts.total().orElse(ANSWER_TIMEOUT);
    Duration beginning = sooner(sooner(whole, timeouts.firstToken()), timeouts.idle());
    Endpoint.Answer answer;
    try {
      answer = endpoint.post(test.path(), test.headers(), asked, beginning, whole);
    } catch (Endpoint.UnreachableException e) {
      return e.getMessage();
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      throw new PreflightException(
          "The server refuses the requests: "
              + endpoint.summary(answer)
              + "\n"
              + advice.refused(answer.status()));
    }
    if (!answer.ok()) {
      return endpoint.summary(answer);
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    AnswerForm form = test.answers();
    AnswerType wanted = form.askedForBy(asked);
    boolean one = wanted == AnswerType.JSON;
    if (!(one ? form.isWhole(answer.contentType()) : wanted.is(answer.contentType()))) {
      return wanted.missing(answer.contentType());
    }
    if (form.headerThatIsRead() != null) {
      // Of an answer that is only bytes the status is all that a check needs.
      return null;
    }
    StreamTimeline timeline = new StreamTimeline(0, form);
    if (one) {
      timeline.whole(body);
    } else {
      timeline.read(body, 0, body.length, 0);
    }
    timeline.end();
    Fault fault = timeline.fault();
    return fault == null ? null : fault.message();
  }

  private static Duration sooner(Duration one, Optional<Duration> other) {
    return other.isPresent() && other.get().compareTo(one) < 0 ? other.get() : one;
  }

  private static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
