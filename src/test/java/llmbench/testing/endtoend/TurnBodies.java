package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import llmbench.conversation.Answer;
import llmbench.conversation.Conversation;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.PromptContext;
import llmbench.dataset.conversations.ConversationDatasets;
import llmbench.dataset.conversations.Conversations;
import llmbench.options.BenchOptions;
import llmbench.request.LlmRequest;
import llmbench.timeline.RequestRecord;
import llmbench.tokenizer.Tokenizers;

/** The bodies of turns as the tool has them, by the hash that the server's account has of them. */
final class TurnBodies {

  private TurnBodies() {}

  /**
   * What the tool sends where the server has answered as it did.
   *
   * @param maxTokens of all turns; what a turn asks for itself goes over it
   * @param requests of the tool
   * @param conversations the turns of each, in order
   */
  static List<Long> expected(
      BenchOptions options,
      int maxTokens,
      Function<TurnRequest, LlmRequest> requests,
      Map<Integer, List<RequestRecord>> conversations) {
    List<Long> hashes = new ArrayList<>();
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, note -> {});
    try (Conversations made = ConversationDatasets.of(options).conversations(context)) {
      Map<Integer, Conversation> begun = new HashMap<>();
      made.numbered(each -> true)
          .forEachRemaining(each -> begun.put(each.number(), each.conversation()));
      conversations.forEach(
          (number, turns) -> {
            Conversation at = requireNonNull(begun.get(number));
            for (RequestRecord turn : turns) {
              TurnRequest request =
                  new TurnRequest(
                      at.messages(),
                      maxTokens,
                      at.next().orElseThrow().maxTokens(),
                      at.id(),
                      requireNonNull(turn.turn()).turn());
              hashes.add(hash(requests.apply(request).bytes()));
              at = at.answered(Answer.of(turn.text()));
            }
          });
    }
    return hashes;
  }

  private static long hash(byte[] body) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
