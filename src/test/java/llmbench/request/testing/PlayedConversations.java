package llmbench.request.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import llmbench.conversation.Answer;
import llmbench.conversation.EvalscopePlay;
import llmbench.conversation.Move;
import llmbench.dataset.PromptContext;
import llmbench.dataset.conversations.AskedPlay;
import llmbench.dataset.conversations.ConversationDatasets;
import llmbench.dataset.conversations.Conversations;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.request.EvalscopeRequests;
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
  public record Sent(int index, long nanos, ConversationTurn turn, boolean isWarmUp, String body) {}

  /** What a scripted server does. */
  private record Reply(long nanos, @Nullable Answer answer) {}

  private record Event(long nanos, long number, Runnable work) {}

  private final List<Sent> sent = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparing(Event::number));
  private final @Nullable Reply otherwise;
  private final EvalscopeRequests requests;
  private final EvalscopePlay play;
  private long nowNanos;
  private long ordered;

  private PlayedConversations(
      BenchOptions options, Iterable<JsonNode> script, @Nullable Reply otherwise) {
    this.otherwise = otherwise;
    requests = new EvalscopeRequests(options, "M");
    script.forEach(this::script);
    EvalscopeOptions asked = options.evalscope().orElseThrow();
    int workers = options.load().maxConcurrency().orElseThrow();
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, notes::add);
    try (Conversations made = ConversationDatasets.of(options).conversations(context)) {
      EvalscopePlay.caution(workers, asked.warmups()).ifPresent(notes::add);
      play = AskedPlay.evalscope(options, made, made.numbered(each -> true));
      play.begin(nowNanos).forEach(move -> in(nowNanos, () -> make(move)));
      run();
    }
  }

  /** Plays a run of the tool's. */
  public static PlayedConversations of(TurnGoldens.Case each) {
    return new PlayedConversations(each.options(), each.golden().path("requests"), null);
  }

  /** Plays a run of which every turn is answered with this, at once. */
  public static PlayedConversations answering(BenchOptions options, String text) {
    return new PlayedConversations(options, List.of(), new Reply(0, Answer.of(text)));
  }

  private void script(JsonNode request) {
    JsonNode reply = request.path("reply");
    double seconds = reply.path("ttft").asDouble();
    for (JsonNode gap : reply.path("gaps")) {
      seconds += gap.asDouble();
    }
    Answer answer = reply.path("fail").asBoolean() ? null : Answer.of(reply.path("text").asText());
    replies
        .computeIfAbsent(request.path("body").asText(), body -> new ArrayDeque<>())
        .add(new Reply(Math.round(seconds * 1e9), answer));
  }

  private void in(long atNanos, Runnable work) {
    events.add(new Event(atNanos, ordered++, work));
  }

  private void run() {
    while (!events.isEmpty()) {
      Event next = events.remove();
      nowNanos = next.nanos();
      next.work().run();
    }
  }

  private void make(Move move) {
    if (move instanceof Move.Wait wait) {
      in(wait.untilNanos(), () -> wait.then().at(nowNanos).forEach(this::make));
    } else if (move instanceof Move.Send send) {
      send(send);
    }
  }

  private void send(Move.Send send) {
    String body = requests.of(send.request()).text();
    sent.add(new Sent(send.index(), nowNanos, send.turn(), send.isWarmUp(), body));
    Reply scripted = replies.getOrDefault(body, new ArrayDeque<>()).poll();
    Reply reply = scripted == null ? otherwise : scripted;
    if (reply != null) {
      Answer answer = reply.answer();
      in(nowNanos + reply.nanos(), () -> behind(send.end(), answer).forEach(this::make));
    }
  }

  private List<Move> behind(Move.Send.End end, @Nullable Answer answer) {
    return answer == null ? end.failed(nowNanos) : end.answered(answer, nowNanos);
  }

  /** All requests, in the order in which they were sent. */
  public List<Sent> sent() {
    return sent;
  }

  /** What a user is told. */
  public List<String> notes() {
    return notes;
  }

  /** The play, behind its end. */
  public EvalscopePlay play() {
    return play;
  }
}
