package llmbench.llm;

import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.protocol.HttpProtocol;
import io.gatling.http.request.HttpRequestDef;
import io.gatling.http.request.builder.HttpRequestBuilder;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import llmbench.timeline.Connections;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server, for users who send one request each. A request goes over the
 * connection that was used last of those that are free on its event loop; over a new one where none
 * is. More are opened ahead of need, so that a request at its time finds one: as many as were
 * needed in a burst not long ago, and as requests in flight become more.
 *
 * <p>For HTTP/1.1. One for a server and a run; any thread.
 */
public final class SpareConnections {

  /** Opens none ahead, as the tools do: only those that requests have opened are used again. */
  public static final int NONE = 0;

  /** Opens as many ahead as seem to be needed: below the limits of most systems. */
  public static final int AS_NEEDED = 512;

  /** Once may be chance, and twice a server that is being restarted. */
  private static final int FAILURES_IN_A_ROW = 3;

  private final Supplier<HttpRequestActionBuilder> opener;
  private final int most;
  private final Events events;
  private final ConnectionCounts counts;
  private final Backoff backoff = new Backoff(System::nanoTime);
  private final AtomicBoolean said = new AtomicBoolean();
  private final AtomicReference<@Nullable Opener> begun = new AtomicReference<>();
  private final Map<EventLoop, LoopConnections> loops = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** What may happen to them. On the users' event loops: hand over and return. */
  public interface Events {

    /**
     * Bytes came over one that is opened ahead, and no request had asked for them; it is closed.
     *
     * @param beginning of them, as far as it is shown to people
     */
    default void unasked(String beginning) {}

    /**
     * None can be kept open ahead, at least for now. Told once.
     *
     * @param why for people; what goes on behind "since"
     */
    default void unkept(String why) {}
  }

  /** How they are opened, once Gatling is there. */
  private record Opener(HttpComponents http, HttpRequestDef request) {}

  /**
   * None so far.
   *
   * @param opener makes, once Gatling is there, a small request to the server; whatever is answered
   *     to it, the connection is open then
   * @param most while so many are free, no more are opened ahead: {@link #NONE}, {@link #AS_NEEDED}
   * @throws IllegalArgumentException if that is less than 0
   */
  public SpareConnections(Supplier<HttpRequestActionBuilder> opener, int most, Events events) {
    this(opener, most, events, new ConnectionCounts(most));
    if (most < 0) {
      throw new IllegalArgumentException("at most " + most + " spare connections");
    }
  }

  private SpareConnections(
      Supplier<HttpRequestActionBuilder> opener, int most, Events events, ConnectionCounts counts) {
    this.opener = opener;
    this.most = most;
    this.events = events;
    this.counts = counts;
  }

  /**
   * Those of the same run to another server: they have one limit and one account with these.
   *
   * @param other makes a small request to that server
   */
  public SpareConnections alsoTo(Supplier<HttpRequestActionBuilder> other) {
    return new SpareConnections(other, most, events, counts);
  }

  /**
   * Has a user open so many before anything is measured, as many on each event loop, and wait until
   * they are there, or it is clear that they will not be.
   *
   * @param count that many at least, rounded up to as many on each event loop; at most as many as
   *     are opened ahead at all
   */
  public ActionBuilder warm(int count) {
    return warm(count, Integer.MAX_VALUE);
  }

  /**
   * The same, on the first event loops alone.
   *
   * @param most so many of Gatling's event loops have users
   */
  public ActionBuilder warm(int count, int most) {
    return () ->
        (context, next) -> {
          begin(context);
          return new WarmAction(context.coreComponents(), this, count, most, next);
        };
  }

  /** What has become of them so far. */
  public Connections account() {
    return counts.account();
  }

  /** No request needs one any more: closes those that are free, and opens none ahead. */
  public void close() {
    closed = true;
    loops.forEach(
        (loop, connections) -> {
          // Gatling may have ended them, and their connections with them.
          if (!loop.isShuttingDown()) {
            loop.execute(connections::close);
          }
        });
  }

  /** Gatling is there. */
  void begin(ScenarioContext context) {
    if (begun.get() == null) {
      HttpComponents http =
          context.protocolComponentsRegistry().components(HttpProtocol.HttpProtocolKey());
      HttpRequestDef request =
          ((HttpRequestBuilder) opener.get().asScala())
              .build(
                  http.httpCaches(),
                  http.httpProtocol(),
                  context.throttled(),
                  context.coreComponents().configuration());
      begun.compareAndSet(null, new Opener(http, request));
    }
  }

  /** Where the user's request goes, which is about to be sent; on its event loop. */
  Slot take(Session user) {
    return of(user.eventLoop(), user).take();
  }

  /** Has so many free on an event loop, the caller's; then somebody is told. */
  void warm(EventLoop loop, Session user, int count, Runnable whenOver) {
    of(loop, user).warm(count, whenOver);
  }

  private LoopConnections of(EventLoop loop, Session user) {
    LoopConnections connections = loops.computeIfAbsent(loop, this::on);
    Opener how = begun.get();
    if (!connections.canOpen() && most > NONE && !closed && how != null) {
      connections.openBy(request(how, user));
    }
    return connections;
  }

  private LoopConnections on(EventLoop loop) {
    return new LoopConnections(
        loop,
        new LoopConnections.Shared(
            counts, backoff, events::unasked, this::failed, System::nanoTime));
  }

  private @Nullable SpareRequest request(Opener how, Session user) {
    try {
      return SpareRequest.of(how.http(), how.request(), user);
    } catch (IllegalArgumentException e) {
      say(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void failed(String why) {
    if (backoff.failed() >= FAILURES_IN_A_ROW) {
      say(why);
    }
  }

  private void say(String why) {
    if (said.compareAndSet(false, true)) {
      events.unkept(why);
    }
  }
}
