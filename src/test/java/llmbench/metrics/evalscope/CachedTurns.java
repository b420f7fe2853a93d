package llmbench.metrics.evalscope;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import llmbench.timeline.ConversationTurn;

/**
 * What the prefix cache had of each turn of a conversation: as the server says, or, where it is
 * silent, all that the turn before had and was answered. Source: {@code
 * core/strategies/multi_turn.py} in {@code evalscope/perf} of 1.14.1. Turns come in their order;
 * one walk, one thread.
 */
final class CachedTurns {

  private final Map<Integer, Before> conversations = new HashMap<>();

  /** Tokens of the last prompt that had any, and of the last answer that had any. */
  private record Before(int prompt, int answer) {

    static final Before NOTHING = new Before(0, 0);

    int tokens() {
      return prompt > 0 ? prompt + answer : 0;
    }

    Before and(int nextPrompt, int nextAnswer) {
      return new Before(nextPrompt > 0 ? nextPrompt : prompt, nextAnswer > 0 ? nextAnswer : answer);
    }
  }

  /** The next request, with what the cache had of it; one of no conversation as it is. */
  EvalscopeRequest known(EvalscopeRequest request) {
    ConversationTurn turn = request.turn();
    if (turn == null || !request.times().success()) {
      return request;
    }
    Before before = conversations.getOrDefault(turn.conversation(), Before.NOTHING);
    conversations.put(
        turn.conversation(),
        before.and(request.times().inputTokens(), request.times().outputTokens()));
    return request.cachedTokens().isPresent()
        ? request
        : new EvalscopeRequest(
            request.times(),
            request.streamed(),
            request.decodeChunks(),
            OptionalInt.of(before.tokens()),
            turn);
  }
}
