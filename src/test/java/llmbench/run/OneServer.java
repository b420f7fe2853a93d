package llmbench.run;

import java.net.URI;
import java.util.List;
import llmbench.conversation.Move;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;

/** Of several servers a conversation has one, in whose cache it finds what was said before. */
final class OneServer {

  private OneServer() {}

  /** The request of a turn, to the server whose turn its conversation was. */
  static LlmRequest of(BenchOptions options, Move.Send turn, LlmRequest request) {
    List<URI> servers = options.target().inTurn();
    return servers.isEmpty()
        ? request
        : request.to(servers.get(turn.turn().conversation() % servers.size()));
  }
}
