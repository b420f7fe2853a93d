package llmbench.llm.chat;

import io.gatling.javaapi.core.Body;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.internal.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.StreamTimeline;
import llmbench.timeline.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of each user with the model: the messages so far are a session attribute, {@code
 * #{NAME}} as JSON. Immutable, all methods return a new occurrence.
 *
 * <pre>{@code
 * Conversation chat = conversation("chat").system("You sell tents.");
 *
 * exec(chat.user("#{question}"))
 *     .exec(
 *         llm(http("ask")
 *                 .post("/v1/chat/completions")
 *                 .body(chat.body("{\"model\": \"m\", \"stream\": true, \"messages\": #{chat}}")))
 *             .turnOf(chat))
 * }</pre>
 *
 * <p>Texts may have Gatling's expressions in them; what these become is escaped for JSON.
 *
 * <p>An answer is kept if its request succeeded, all its checks included. Of one that failed
 * nothing is kept: the user's messages stay, so that the same {@code llm(...)} sends them again,
 * and the next message that is added takes their place.
 */
public final class Conversation {

  private final String name;
  private final List<Opening> openings;
  private final MessageForm form;

  /** A message that each conversation begins with. */
  private record Opening(String role, Function<Session, String> text) {}

  private Conversation(String name, List<Opening> openings, MessageForm form) {
    this.name = name;
    this.openings = List.copyOf(openings);
    this.form = form;
  }

  /**
   * See {@code LlmDsl.conversation}.
   *
   * @throws IllegalArgumentException if the name can't stand in an expression
   */
  public static Conversation named(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' can't be the name of a conversation, which is a session attribute:"
              + " letters, digits, _ and -, beginning with a letter");
    }
    return new Conversation(name, List.of(), new ChatMessages(""));
  }

  /** Begins with this message of the system. */
  public Conversation system(String text) {
    List<Opening> more = new ArrayList<>(openings);
    more.add(new Opening("system", el(text)));
    return new Conversation(name, more, form);
  }

  /** Keeps the reasoning of answers as well, as {@code reasoning}, vLLM's name for it. */
  public Conversation keepReasoning() {
    return keepReasoning(MessageJson.REASONING);
  }

  /** The same under another name, such as {@code reasoning_content}. */
  public Conversation keepReasoning(String field) {
    return new Conversation(name, openings, form.keepingReasoning(field));
  }

  /**
   * Is held in {@code /v1/responses}: {@code #{NAME}} is the {@code input} of its requests, answers
   * are read in that API's form, and tool calls are items of their own, as are their results.
   */
  public Conversation inResponses() {
    return new Conversation(name, openings, new ResponseItems());
  }

  /** How its answers are read, where that isn't as a chat's. */
  public Optional<AnswerForm> answers() {
    return form.answers();
  }

  /** The session attribute. */
  public String name() {
    return name;
  }

  /** The user says this in its next turn; the first one begins the conversation. */
  public ChainBuilder user(String text) {
    return user(el(text));
  }

  /** The same from a session. */
  public ChainBuilder user(Function<Session, String> text) {
    return adds(session -> form.said("user", text.apply(session)));
  }

  /** The result of a tool call, whose id {@link #toolCalls} has. */
  public ChainBuilder tool(String callId, String result) {
    return tool(el(callId), el(result));
  }

  /** The same from a session. */
  public ChainBuilder tool(Function<Session, String> callId, Function<Session, String> result) {
    return adds(session -> form.toolResult(callId.apply(session), result.apply(session)));
  }

  /** Forgets it: the next message begins another one. */
  public ChainBuilder reset() {
    return CoreDsl.exec(session -> session.remove(name));
  }

  /**
   * The body of a request: {@code #{NAME}} in it is the JSON array of all messages; other
   * expressions are filled in as in a {@code StringBody}. Quicker than that where histories are
   * long.
   *
   * @throws IllegalArgumentException if it has no place for the messages
   */
  public Body.WithBytes body(String template) {
    return CoreDsl.ByteArrayBody(new ChatBody(this, template));
  }

  /** How many turns were answered. */
  public int turns(Session session) {
    Talk talk = talk(session);
    return talk == null ? 0 : talk.turns();
  }

  /** For {@code asLongAs}: whether fewer turns were answered. */
  public Function<Session, Boolean> hasFewerTurnsThan(int turns) {
    return session -> turns(session) < turns;
  }

  /** The last answer that was kept; an empty one while there is none. */
  public Answer answer(Session session) {
    Talk talk = talk(session);
    return talk == null ? Answer.NONE : talk.answer();
  }

  /** The tool calls that the last answer asks for. */
  public List<ToolCall> toolCalls(Session session) {
    return answer(session).toolCalls();
  }

  /** For {@code doIf} and {@code asLongAs}: whether the last answer asks for tools. */
  public Function<Session, Boolean> asksForTools() {
    return session -> !toolCalls(session).isEmpty();
  }

  /**
   * The turn that is about to be sent.
   *
   * @throws IllegalStateException if its user has said nothing
   */
  public TurnSent sent(Session session) {
    return asking(session).sent();
  }

  /** The session behind a request that was its turn. */
  public Session after(Session session, StreamTimeline timeline, boolean succeeded, long endNanos) {
    Talk talk = talk(session);
    if (talk == null) {
      // A check of the user's own has reset it.
      return session;
    }
    if (!succeeded) {
      return session.set(name, talk.failed(endNanos));
    }
    Answer answer = Answer.of(timeline);
    return session.set(name, talk.answered(answer, form.answered(answer), endNanos));
  }

  Talk asking(Session session) {
    Talk talk = talk(session);
    if (talk == null || !talk.asks()) {
      throw new IllegalStateException(
          "the conversation '"
              + name
              + "' has nothing to send: its user's turn goes before, exec("
              + name
              + ".user(\"...\"))");
    }
    return talk;
  }

  private ChainBuilder adds(Function<Session, byte[]> message) {
    return CoreDsl.exec(
        session -> {
          Talk talk = talk(session);
          byte[] json = message.apply(session);
          return session.set(name, (talk == null ? begin(session) : talk).with(json));
        });
  }

  private Talk begin(Session session) {
    Said said = Said.NOTHING;
    for (Opening opening : openings) {
      said = said.with(form.said(opening.role(), opening.text().apply(session)));
    }
    return Talk.begin(said, System.nanoTime());
  }

  private @Nullable Talk talk(Session session) {
    Object value = session.contains(name) ? session.get(name) : null;
    if (value != null && !(value instanceof Talk)) {
      throw new IllegalStateException(
          "the session attribute '" + name + "' is no conversation: give one of both another name");
    }
    return (Talk) value;
  }

  private static Function<Session, String> el(String text) {
    return Expressions.expressionToJavaFunction(Expressions.toStringExpression(text));
  }
}
