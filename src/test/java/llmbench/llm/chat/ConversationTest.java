package llmbench.llm.chat;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.foreach;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static llmbench.llm.LlmDsl.conversation;
import static llmbench.llm.LlmDsl.llm;
import static llmbench.llm.testing.ScriptedChat.CUT;
import static llmbench.llm.testing.ScriptedChat.EVENTS;
import static llmbench.llm.testing.ScriptedChat.REFUSED;
import static llmbench.llm.testing.ScriptedChat.WHOLE;
import static llmbench.llm.testing.ScriptedChat.content;
import static llmbench.llm.testing.ScriptedChat.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.Body;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.llm.LlmActionBuilder;
import llmbench.llm.testing.ScriptedChat;
import llmbench.timeline.ToolCall;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One Gatling run with a user for each kind of conversation; each test looks at one of them. */
class ConversationTest {

  private static final Map<String, List<TurnSent>> TURNS = new ConcurrentHashMap<>();
  private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();

  @TempDir static Path results;
  private static ScriptedChat server;

  @BeforeAll
  static void runOnce() throws IOException {
    for (Map<?, ?> seen : List.of(TURNS, SESSIONS)) {
      seen.clear();
    }
    server = ScriptedChat.start(SCRIPTS);
    System.setProperty("chat.test.url", server.url());
    int unused =
        Gatling$.MODULE$.fromArgs(
            new String[] {"-s", Chats.class.getName(), "-rf", results.toString(), "-nr"});
  }

  @AfterAll
  static void stop() {
    server.close();
    System.clearProperty("chat.test.url");
  }

  /** What the model answers to the requests of a path, one after the other. */
  private static final Map<String, List<List<String>>> SCRIPTS =
      Map.of(
          "/plain",
          List.of(said("It's \\\"fine\\\"."), said("Deux \\u00e9", "t\\u00e9s."), said("Three.")),
          "/failing",
          List.of(said("One."), List.of(REFUSED), List.of(CUT, content("half")), said("Two.")),
          "/given-up",
          List.of(said("One."), List.of(REFUSED), said("Three.")),
          "/checked",
          List.of(said("wrong"), said("right")),
          "/thinking",
          List.of(
              List.of(WHOLE, "{\"reasoning\":\"hm\"}", content("so")),
              List.of(WHOLE, "{\"reasoning_content\":\"hm\"}", content("so"))),
          "/tools",
          List.of(
              List.of(
                  WHOLE,
                  "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                      + "\"function\":{\"name\":\"find\",\"arguments\":\"\"}}]}",
                  "{\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"type\":\"function\","
                      + "\"function\":{\"name\":\"price\",\"arguments\":\"{}\"}}]}",
                  "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"q\\\": \"}}]}",
                  "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"t\\\"}\"}}]}"),
              said("Done.")),
          "/responses",
          List.of(
              List.of(
                  EVENTS,
                  "{'type':'response.output_text.delta','delta':'Let me see.'}",
                  "{'type':'response.output_item.added','output_index':1,'item':"
                      + "{'type':'function_call','call_id':'c1','name':'find','arguments':''}}",
                  "{'type':'response.function_call_arguments.delta','output_index':1,"
                      + "'delta':'{\\'q\\': '}",
                  "{'type':'response.function_call_arguments.delta','output_index':1,"
                      + "'delta':'1}'}",
                  "{'type':'response.completed','response':{}}"),
              List.of(
                  EVENTS,
                  "{'type':'response.output_text.delta','delta':'Done.'}",
                  "{'type':'response.completed','response':{}}")),
          "/again",
          List.of(said("One."), said("Two.")));

  /** All of them. */
  public static final class Chats extends Simulation {

    private final Conversation chat = conversation("chat");

    public Chats() {
      setUp(
              user("plain", conversation("chat").system("You are #{who}."), this::plain),
              user("failing", chat, this::failing),
              user("given-up", chat, this::givenUp),
              user("checked", chat, this::checked),
              user("thinking", chat.keepReasoning(), this::thinking),
              user("tools", chat, this::tools),
              user("responses", chat.inResponses(), this::tools),
              user("again", chat, this::again),
              user("silent", chat, (name, of) -> exec(ask(name, of, of.body("#{chat}")))),
              user("asked-twice", chat, this::askedTwice),
              user(
                  "unknown",
                  chat,
                  (name, of) -> exec(of.user("#{missing}"), ask(name, of, of.body("#{chat}")))))
          .protocols(http.baseUrl(System.getProperty("chat.test.url")).disableWarmUp());
    }

    private interface Journey {
      ChainBuilder of(String name, Conversation conversation);
    }

    private static io.gatling.javaapi.core.PopulationBuilder user(
        String name, Conversation conversation, Journey journey) {
      return scenario(name)
          .exec(session -> session.set("who", "\"kind\"\n").set("count", 3))
          .exec(journey.of(name, conversation))
          .exec(
              session -> {
                SESSIONS.put(name, session);
                return session;
              })
          .injectOpen(atOnceUsers(1));
    }

    private static LlmActionBuilder ask(String name, Conversation conversation, Body body) {
      return ask(http(name).post("/" + name).body(body), name, conversation);
    }

    private static LlmActionBuilder ask(
        HttpRequestActionBuilder request, String name, Conversation conversation) {
      return llm(request)
          .turnOf(conversation)
          .onStarted(
              (session, call) ->
                  TURNS
                      .computeIfAbsent(name, key -> new CopyOnWriteArrayList<>())
                      .add(java.util.Objects.requireNonNull(call.turn())));
    }

    private static LlmActionBuilder ask(String name, Conversation conversation) {
      return ask(name, conversation, conversation.body("{\"stream\":true,\"messages\":#{chat}}"));
    }

    private ChainBuilder plain(String name, Conversation of) {
      return asLongAs(of.hasFewerTurnsThan(2))
          .on(exec(of.user("#{count} \"tents\"\\"), ask(name, of)))
          .exec(of.user(session -> "turns: " + of.turns(session)))
          .exec(ask(name, of, StringBody("{\"stream\":true,\"n\":#{count},\"messages\":#{chat}}")));
    }

    private ChainBuilder failing(String name, Conversation of) {
      return exec(of.user("first"), ask(name, of), of.user("second"))
          .exec(ask(name, of))
          .exec(ask(name, of))
          .exec(ask(name, of));
    }

    private ChainBuilder givenUp(String name, Conversation of) {
      return exec(of.user("first"), ask(name, of), of.user("second"), ask(name, of))
          .exec(of.user("third"), ask(name, of));
    }

    private ChainBuilder checked(String name, Conversation of) {
      LlmActionBuilder wanted =
          ask(
              http(name)
                  .post("/" + name)
                  .body(of.body("{\"stream\":true,\"messages\":#{chat}}"))
                  .check(bodyString().transform(text -> text.contains("right")).is(true)),
              name,
              of);
      return exec(of.user("which?"), wanted, wanted);
    }

    private ChainBuilder thinking(String name, Conversation of) {
      return exec(of.user("a"), ask(name, of), of.user("b"), ask(name, of));
    }

    private ChainBuilder tools(String name, Conversation of) {
      return exec(of.user("go"), ask(name, of))
          .exec(
              doIf(of.asksForTools())
                  .then(
                      foreach(session -> List.<Object>copyOf(of.toolCalls(session)), "call")
                          .on(
                              exec(
                                  of.tool(
                                      session -> session.<ToolCall>get("call").id(),
                                      session -> session.<ToolCall>get("call").name() + "!")))))
          .exec(ask(name, of));
    }

    private ChainBuilder askedTwice(String name, Conversation of) {
      LlmActionBuilder any = ask(name, of, StringBody("{\"stream\":true,\"messages\":#{chat}}"));
      return exec(of.user("once"), any, any);
    }

    private ChainBuilder again(String name, Conversation of) {
      return exec(of.user("a"), ask(name, of), of.reset(), of.user("b"), ask(name, of));
    }
  }

  private static List<String> messages(String name) {
    return server.bodies(name).stream()
        .map(body -> body.replace("{\"stream\":true,\"messages\":", "").replaceAll("]}$", "]"))
        .toList();
  }

  private static List<Integer> turns(String name) {
    return TURNS.getOrDefault(name, List.of()).stream().map(TurnSent::turn).toList();
  }

  private static Talk talk(String name) {
    return java.util.Objects.requireNonNull(SESSIONS.get(name)).get("chat");
  }

  @Test
  void eachTurnSendsAllThatWasSaidBefore() {
    String user = "{\"role\":\"user\",\"content\":\"3 \\\"tents\\\"\\\\\"}";
    String system = "{\"role\":\"system\",\"content\":\"You are \\\"kind\\\"\\n.\"}";
    String first = "{\"role\":\"assistant\",\"content\":\"It's \\\"fine\\\".\"}";
    String second = "{\"role\":\"assistant\",\"content\":\"Deux étés.\"}";
    assertThat(messages("/plain"))
        .containsExactly(
            "[" + system + "," + user + "]",
            "[" + system + "," + user + "," + first + "," + user + "]",
            "{\"stream\":true,\"n\":3,\"messages\":["
                + String.join(",", system, user, first, user, second)
                + ",{\"role\":\"user\",\"content\":\"turns: 2\"}]");
    assertThat(turns("plain")).containsExactly(1, 2, 3);
    assertThat(talk("plain").turns()).isEqualTo(3);
    assertThat(talk("plain").answer().text()).isEqualTo("Three.");
  }

  @Test
  void aTurnThatFailedIsSentAgainAsItWas() {
    String second =
        "[{\"role\":\"user\",\"content\":\"first\"},{\"role\":\"assistant\",\"content\":\"One.\"},"
            + "{\"role\":\"user\",\"content\":\"second\"}]";
    assertThat(messages("/failing").subList(1, 4)).containsExactly(second, second, second);
    assertThat(turns("failing")).containsExactly(1, 2, 2, 2);
    assertThat(talk("failing").turns()).isEqualTo(2);
  }

  @Test
  void whatIsSaidAfterAFailureTakesTheFailedTurnsPlace() {
    assertThat(messages("/given-up").get(2))
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":\"first\"},"
                + "{\"role\":\"assistant\",\"content\":\"One.\"},"
                + "{\"role\":\"user\",\"content\":\"third\"}]");
    assertThat(turns("given-up")).containsExactly(1, 2, 2);
  }

  @Test
  void anAnswerThatACheckRefusesIsNotKept() {
    assertThat(messages("/checked").get(1)).isEqualTo(messages("/checked").get(0));
    assertThat(talk("checked").all())
        .hasToString(
            "[{\"role\":\"user\",\"content\":\"which?\"},"
                + "{\"role\":\"assistant\",\"content\":\"right\"}]");
  }

  @Test
  void reasoningIsKeptWhereItIsWanted() {
    String answer = "{\"role\":\"assistant\",\"reasoning\":\"hm\",\"content\":\"so\"}";
    assertThat(talk("thinking").all())
        .hasToString(
            "[{\"role\":\"user\",\"content\":\"a\"},"
                + answer
                + ",{\"role\":\"user\",\"content\":\"b\"},"
                + answer
                + "]");
  }

  @Test
  void inResponsesCallsAndTheirResultsAreItems() {
    assertThat(messages("/responses").get(1))
        .isEqualTo(
            "[{'role':'user','content':'go'},{'role':'assistant','content':'Let me see.'},"
                    .replace('\'', '"')
                + "{'type':'function_call','call_id':'c1','name':'find',".replace('\'', '"')
                + "\"arguments\":\"{\\\"q\\\": 1}\"},"
                + "{'type':'function_call_output','call_id':'c1','output':'find!'}]"
                    .replace('\'', '"'));
    assertThat(turns("responses")).containsExactly(1, 2);
    assertThat(talk("responses").answer()).isEqualTo(new Answer("Done.", "", List.of()));
  }

  @Test
  void inResponsesNoReasoningIsKept() {
    for (ThrowingCallable either :
        List.<ThrowingCallable>of(
            () -> conversation("chat").inResponses().keepReasoning(),
            () -> conversation("chat").keepReasoning().inResponses())) {
      assertThatThrownBy(either)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leave keepReasoning() out");
    }
  }

  @Test
  void toolCallsAreKeptWholeAndAnsweredByTheirIds() {
    assertThat(messages("/tools").get(1))
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":\"go\"},"
                + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                + "{\"id\":\"c1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"find\",\"arguments\":\"{\\\"q\\\": \\\"t\\\"}\"}},"
                + "{\"id\":\"c2\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"price\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"find!\"},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"price!\"}]");
    assertThat(turns("tools")).containsExactly(1, 2);
  }

  @Test
  void anotherConversationBeginsAfterAReset() {
    assertThat(messages("/again"))
        .containsExactly(
            "[{\"role\":\"user\",\"content\":\"a\"}]", "[{\"role\":\"user\",\"content\":\"b\"}]");
    AtomicInteger next = new AtomicInteger();
    List<TurnSent> sent = TURNS.getOrDefault("again", List.of());
    assertThat(sent).extracting(TurnSent::turn).containsExactly(1, 1);
    assertThat(sent.get(0).conversation(next::getAndIncrement)).isZero();
    assertThat(sent.get(1).conversation(next::getAndIncrement)).isEqualTo(1);
    assertThat(sent.get(0).conversation(next::getAndIncrement)).isZero();
  }

  @Test
  void theTurnsOfAConversationHaveItsNumberAndTheirThinkingBeginsWithTheAnswerBefore() {
    AtomicInteger next = new AtomicInteger(7);
    List<TurnSent> sent = TURNS.getOrDefault("plain", List.of());
    assertThat(sent).extracting(turn -> turn.conversation(next::getAndIncrement)).containsOnly(7);
    assertThat(sent).extracting(TurnSent::sinceNanos).isSorted().doesNotHaveDuplicates();
    TurnSent turn = sent.get(1);
    assertThat(turn.sentAt(turn.sinceNanos() + 5, 7))
        .hasToString("ConversationTurn[conversation=7, turn=2, thinkNanos=5]");
  }

  @Test
  void aTurnWithoutAnythingSaidIsNotSent() {
    assertThat(server.bodies("/silent")).isEmpty();
    assertThat(server.bodies("/unknown")).isEmpty();
    assertThat(server.bodies("/asked-twice")).hasSize(1);
    assertThat(talk("asked-twice").turns()).isEqualTo(1);
    assertThat(java.util.Objects.requireNonNull(SESSIONS.get("silent")).isFailed()).isTrue();
    assertThat(java.util.Objects.requireNonNull(SESSIONS.get("unknown")).isFailed()).isTrue();
  }

  @Test
  void aNameThatIsNoneAndABodyWithoutAPlaceAreRefused() {
    assertThatThrownBy(() -> conversation("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'a b' can't be the name of a conversation, which is a session attribute: letters,"
                + " digits, _ and -, beginning with a letter");
    assertThatThrownBy(() -> conversation("chat").body("{\"messages\":[]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the body has no place for the messages of the conversation:"
                + " write \"messages\": #{chat}");
  }
}
