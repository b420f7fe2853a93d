package llmbench.llm;

import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.function.Function;

/**
 * Whose connections a request takes: those of its server.
 *
 * @param all of each server
 * @param which one of them, for the request that a user is about to send
 */
record ConnectionChoice(List<SpareConnections> all, Function<Session, SpareConnections> which) {

  ConnectionChoice {
    all = List.copyOf(all);
  }

  /** Where the user's request goes, which is about to be sent; on its event loop. */
  Slot take(io.gatling.core.session.Session user) {
    return which.apply(new Session(user)).take(user);
  }
}
