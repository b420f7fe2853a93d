package llmbench.target;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.ServerMetrics;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of itself at its {@code /metrics} page. Asked for before and after the
 * measurement, never during it; a server that has no such page is not asked again, and that is no
 * error.
 */
public final class MetricsPage {

  private static final String PATH = "/metrics";

  /** Short, since a run waits for it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Endpoint endpoint;
  private volatile @Nullable ServerPage before;
  private volatile boolean offered = true;

  private MetricsPage(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

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
   * Asks the server whether it has such a page.
   *
   * @param say is told, in a sentence, that it has none
   */
  public static MetricsPage ask(Endpoint endpoint, Consumer<String> say) {
    MetricsPage page = new MetricsPage(endpoint);
    if (page.read(say) == null) {
      page.offered = false;
    }
    return page;
  }

  /** The measurement is about to begin: what was before is no part of it. */
  public void begin() {
    before = read(why -> {});
  }

  /** The measurement is over: what the page says now, beside what it said before. */
  public Readings end() {
    ServerPage first = before;
    ServerPage last = first == null ? null : read(why -> {});
    if (first == null || last == null) {
      return Readings.NONE;
    }
    PrefixCache.Counters cacheBefore = first.prefixCache();
    PrefixCache.Counters cacheAfter = last.prefixCache();
    boolean nothing = first.kept().isEmpty() && last.kept().isEmpty();
    return new Readings(
        cacheBefore == null || cacheAfter == null ? null : new PrefixCache(cacheBefore, cacheAfter),
        nothing ? null : new ServerMetrics(first.kept(), last.kept()));
  }

  /**
   * As {@code serve.py} of vLLM 0.32 asks: without the API key and without {@code --header}. vLLM
   * guards only what is below {@code /v1}, so a key would be given away to no purpose. 0.11 never
   * asks; who measures as it does still gets the server's account.
   */
  private @Nullable ServerPage read(Consumer<String> say) {
    if (!offered) {
      return null;
    }
    try {
      Endpoint.Answer answer = endpoint.get(PATH, Map.of(), TIMEOUT);
      ServerPage page = answer.ok() ? ServerPage.of(answer.body()) : null;
      if (page != null && !page.isEmpty()) {
        return page;
      }
      say.accept(
          answer.ok()
              ? sentence("nothing by the names of vLLM or SGLang")
              : sentence("status " + answer.status()));
    } catch (Endpoint.UnreachableException e) {
      say.accept(sentence("no answer"));
    }
    return null;
  }

  private String sentence(String why) {
    return "The server shows no times of its own at "
        + endpoint.name()
        + PATH
        + " ("
        + why
        + "): its account does not stand beside ours.";
  }
}
