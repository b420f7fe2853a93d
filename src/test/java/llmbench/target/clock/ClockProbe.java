package llmbench.target.clock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import llmbench.target.Endpoint;
import llmbench.target.clock.ToldTimes.Round;
import llmbench.timeline.ServerClock;

/**
 * Asks a server the time, again and again for a little longer than a second, beside what else is
 * prepared: whole seconds tell the more the more moments of one they are asked at. A server that
 * tells its exact clock is asked a few times, of which the quickest answer says the most.
 */
public final class ClockProbe {

  private static final String CLOCK = "/clock";
  private static final String MODELS = "/v1/models";

  private static final int EXACT_SAMPLES = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long WHOLE_SECOND_NANOS = TimeUnit.MILLISECONDS.toNanos(1250);

  /** Not a part of a second: so each answer is at another moment of it. */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(43);

  /** Beyond what it takes by itself, for the last answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CompletableFuture<Optional<ServerClock>> found;

  private ClockProbe(CompletableFuture<Optional<ServerClock>> found) {
    this.found = found;
  }

  /**
   * Begins to ask, on a thread of its own.
   *
   * @param headers of the question which models there are
   */
  public static ClockProbe begin(Endpoint server, Map<String, String> headers) {
    CompletableFuture<Optional<ServerClock>> found = new CompletableFuture<>();
    Thread asking =
        new Thread(() -> found.complete(new Asking(server, headers).clock()), "llm-clock");
    asking.setDaemon(true);
    asking.start();
    return new ClockProbe(found);
  }

  /** How its clock stands; empty where it tells no time. Waits for the rest of the second. */
  public Optional<ServerClock> end() {
    try {
      return found.get(WHOLE_SECOND_NANOS + PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /** What is said of it, for people. */
  public static String said(Optional<ServerClock> clock) {
    return clock
        .map(
            known ->
                String.format(
                    Locale.ROOT,
                    "Clock: the server's is %.1f ms %s this machine's, ± %.1f ms (%s; %d answers)",
                    Math.abs(known.offsetMillis()),
                    known.offsetMillis() < 0 ? "behind" : "ahead of",
                    known.uncertaintyMillis(),
                    known.source(),
                    known.samples()))
        .orElse("Clock: how the server's stands to this machine's is not known: it tells no time");
  }

  /** On its own thread. */
  private static final class Asking {

    private final Endpoint server;
    private final Map<String, String> headers;
    private final ToldTimes times = new ToldTimes();

    Asking(Endpoint server, Map<String, String> headers) {
      this.server = server;
      this.headers = headers;
    }

    Optional<ServerClock> clock() {
      try {
        if (!ask(CLOCK)) {
          askForSeconds();
          return times.clock();
        }
        for (int i = 1; i < EXACT_SAMPLES; i++) {
          ask(CLOCK);
        }
      } catch (RuntimeException e) {
        // Whoever is measured says what is wrong with the server; what was told so far counts.
      }
      return times.clock();
    }

    private void askForSeconds() {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < WHOLE_SECOND_NANOS) {
        ask(MODELS);
        LockSupport.parkNanos(REST_NANOS);
      }
    }

    /** Whether the answer tells the exact time. */
    private boolean ask(String path) {
      Instant asked = Instant.now();
      Endpoint.Answer answer = server.get(path, headers, TIMEOUT);
      Round round = new Round(asked, Instant.now());
      date(answer.date()).ifPresent(date -> times.date(round, date));
      if (!answer.ok()) {
        return false;
      }
      JsonNode json = parsed(answer.body());
      JsonNode created = json.path("data").path(0).path("created");
      if (path.equals(MODELS) && created.isIntegralNumber() && created.canConvertToInt()) {
        times.created(round, created.longValue());
      }
      JsonNode exact = json.path("unix_ns");
      if (exact.isIntegralNumber() && exact.canConvertToLong()) {
        times.clock(round, exact.longValue());
      }
      return exact.isIntegralNumber();
    }

    private static Optional<Instant> date(String header) {
      try {
        return header.isEmpty()
            ? Optional.empty()
            : Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static JsonNode parsed(String body) {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        return JSON.missingNode();
      }
    }
  }
}
