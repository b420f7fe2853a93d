package llmbench.request.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import llmbench.conversation.Answer;
import llmbench.conversation.EvalscopePlay;
import llmbench.conversation.Move;
import llmbench.conversation.Play;
import llmbench.conversation.TurnRequest;
import llmbench.conversation.testing.VirtualPlayer;
import llmbench.conversation.testing.VirtualPlayer.Reply;
import llmbench.dataset.PromptContext;
import llmbench.dataset.conversations.ConversationDataset;
import llmbench.dataset.conversations.ConversationDatasets;
import llmbench.dataset.conversations.Conversations;
import llmbench.options.BenchOptions;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.timeline.ConversationTurn;
import llmbench.tokenizer.Tokenizers;
import org.jspecify.annotations.Nullable;

/** A run's conversations, played in virtual time against scripted answers. */
public final class PlayedConversations {

  /**
   * A request as it was sent.
   *
   * @param index its number
   * @param nanos from the beginning
   * @param turn which turn of which conversation
   */
  public record Sent(
      int index,
      long nanos,
      ConversationTurn turn,
      boolean isWarmUp,
      Map<String, String> headers,
      String body) {}

  /** Whoever answers; null for no answer at all, so that the play stands still there. */
  @FunctionalInterface
  public interface Server {

    @Nullable Reply reply(Sent sent);
  }

  private final List<Sent> sent = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Server server;
  private final Function<TurnRequest, LlmRequest> requests;

  private PlayedConversations(BenchOptions options, Server server) {
    this.server = server;
    requests = requests(options);
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, notes::add);
    ConversationDataset dataset = ConversationDatasets.of(options);
    try (Conversations made = dataset.conversations(context)) {
      caution(options).ifPresent(notes::add);
      Play play = dataset.play(options, made, made.numbered(each -> true));
      var unused = VirtualPlayer.play(play, this::send);
    }
  }

  private static Optional<String> caution(BenchOptions options) {
    return options
        .evalscope()
        .flatMap(
            asked ->
                EvalscopePlay.caution(
                    options.load().maxConcurrency().orElseThrow(), asked.warmups()));
  }

  private static Function<TurnRequest, LlmRequest> requests(BenchOptions options) {
    if (options.evalscope().isPresent()) {
      return new EvalscopeRequests(options, "M")::of;
    }
    return new VllmRequests(options, "M", null)::of;
  }

  /** Plays a run of the tool's. */
  public static PlayedConversations of(TurnGoldens.Case each) {
    return new PlayedConversations(
        each.options(), new Script(each.golden().path("requests"))::reply);
  }

  /** Plays a run of which every turn is answered with this, at once. */
  public static PlayedConversations answering(BenchOptions options, String text) {
    return new PlayedConversations(options, sent -> new Reply(0, Answer.of(text)));
  }

  /** Plays a run against a server. */
  public static PlayedConversations against(BenchOptions options, Server server) {
    return new PlayedConversations(options, server);
  }

  /** What was recorded, by bodies. */
  private static final class Script {

    private final Map<String, Deque<Reply>> replies = new HashMap<>();

    Script(Iterable<JsonNode> requests) {
      requests.forEach(this::add);
    }

    private void add(JsonNode request) {
      JsonNode reply = request.path("reply");
      double seconds = reply.path("ttft").asDouble();
      for (JsonNode gap : reply.path("gaps")) {
        seconds += gap.asDouble();
      }
      long nanos = Math.round(seconds * 1e9);
      replies
          .computeIfAbsent(request.path("body").asText(), body -> new ArrayDeque<>())
          .add(
              reply.path("fail").asBoolean()
                  ? new Reply(nanos, null)
                  : new Reply(nanos, Answer.of(reply.path("text").asText())));
    }

    @Nullable Reply reply(Sent sent) {
      return replies.getOrDefault(sent.body(), new ArrayDeque<>()).poll();
    }
  }

  private @Nullable Reply send(Move.Send send, long nowNanos) {
    LlmRequest request = requests.apply(send.request());
    Sent now =
        new Sent(
            send.index(),
            nowNanos,
            send.turn(),
            send.isWarmUp(),
            request.headers(),
            request.text());
    sent.add(now);
    return server.reply(now);
  }

  /** All requests, in the order in which they were sent. */
  public List<Sent> sent() {
    return sent;
  }

  /** What a user is told. */
  public List<String> notes() {
    return notes;
  }
}
