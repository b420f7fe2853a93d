package llmbench.target;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.ServerMetrics;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of itself at its {@code /metrics} page. It is asked right before the
 * measurement and right after it, never during it; a server whose page can't be read before is not
 * asked again, and that is no error. A page may still be empty before: SGLang's is until its first
 * request.
 */
public final class MetricsPage {

  private static final String PATH = "/metrics";

  /** Short, since a run waits for it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static final String NOTHING_KNOWN = ": nothing by the names of vLLM or SGLang";

  private final Endpoint endpoint;
  private final Consumer<String> say;

  /** Null until it is asked for. */
  private final AtomicReference<First> first = new AtomicReference<>();

  /**
   * The page of a server, which is not asked yet.
   *
   * @param say is told, in a sentence, why there is nothing; by whichever thread asks
   */
  public MetricsPage(Endpoint endpoint, Consumer<String> say) {
    this.endpoint = endpoint;
    this.say = say;
  }

  /**
   * The first reading.
   *
   * @param page null before it is there, and where it couldn't be read
   */
  private record First(@Nullable ServerPage page) {}

  /**
   * What the page said before and after.
   *
   * @param prefixCache null where it has no such counters
   * @param server null where it has none of the series that are of use
   */
  public record Readings(@Nullable PrefixCache prefixCache, @Nullable ServerMetrics server) {

    /** Of a server that wasn't asked, or has no such page. */
    public static final Readings NONE = new Readings(null, null);
  }

  /**
   * The measurement is about to begin: what was before is no part of it. Of several callers the
   * first asks, and waits for the answer; the others go on.
   */
  public void begin() {
    if (first.compareAndSet(null, new First(null))) {
      first.set(new First(read(this::sayNone)));
    }
  }

  /** The measurement is over: what the page says now, beside what it said before. */
  public Readings end() {
    First reading = first.get();
    ServerPage before = reading == null ? null : reading.page();
    if (before == null) {
      return Readings.NONE;
    }
    ServerPage after = read(this::sayGone);
    if (after == null) {
      return Readings.NONE;
    }
    if (before.isEmpty() && after.isEmpty()) {
      sayNone(place() + NOTHING_KNOWN);
      return Readings.NONE;
    }
    PrefixCache.Counters cacheBefore = before.prefixCache();
    PrefixCache.Counters cacheAfter = after.prefixCache();
    boolean nothing = before.kept().isEmpty() && after.kept().isEmpty();
    return new Readings(
        cacheBefore == null || cacheAfter == null ? null : new PrefixCache(cacheBefore, cacheAfter),
        nothing ? null : new ServerMetrics(before.kept(), after.kept()));
  }

  /**
   * As {@code serve.py} of vLLM 0.32 asks: without the API key and without {@code --header}. vLLM
   * guards only what is below {@code /v1}, so a key would be given away to no purpose. 0.11 never
   * asks; who measures as it does still gets the server's account.
   *
   * @param sayWhy is told why it can't be read
   */
  private @Nullable ServerPage read(Consumer<String> sayWhy) {
    try {
      Endpoint.Answer answer = endpoint.get(PATH, Map.of(), TIMEOUT);
      if (answer.ok()) {
        return ServerPage.of(answer.body());
      }
      sayWhy.accept(place() + ": status " + answer.status());
    } catch (Endpoint.UnreachableException e) {
      sayWhy.accept(String.valueOf(e.getMessage()));
    }
    return null;
  }

  private String place() {
    return endpoint.name() + PATH;
  }

  private void sayNone(String why) {
    sayWithout("The server shows no times of its own", why);
  }

  private void sayGone(String why) {
    sayWithout("The server's page of its own times can't be read after the last request", why);
  }

  private void sayWithout(String what, String why) {
    say.accept(what + " (" + why + "): its account does not stand beside ours.");
  }
}
