package llmbench.llm;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static llmbench.llm.LlmDsl.answerMessage;
import static llmbench.llm.LlmDsl.answerText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatling.core.Predef$;
import io.gatling.core.config.GatlingConfiguration$;
import io.gatling.core.session.Session$;
import io.gatling.javaapi.core.Session;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the model said, put together from its stream, under Gatling's own checks. */
class AnswerChecksTest {

  private static final EventLoop LOOP = new DefaultEventLoop();

  /** In tokens, as it comes: no message of the stream has a word of it whole. */
  private static final LlmResult SAID =
      answered("{\"content\":\"Yes, wat\"}", "{\"content\":\"er\"}", "{\"content\":\"proof.\"}");

  private static final LlmResult JSON =
      answered("{\"content\":\"{\\\"id\\\": \"}", "{\"content\":\"\\\"t2\\\", \\\"n\\\": 3}\"}");

  private static final LlmResult CALLS =
      answered(
          "{\"reasoning\":\"hm\"}",
          "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"find\","
              + "\"arguments\":\"\"}}]}",
          "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}");

  /** As Gatling does before it makes a simulation: its checks can't be built without. */
  @BeforeAll
  static void configure() {
    Predef$.MODULE$._configuration_$eq(GatlingConfiguration$.MODULE$.load());
  }

  @AfterAll
  static void stop() {
    var unused = LOOP.shutdownGracefully();
  }

  private static LlmResult answered(String... deltas) {
    StreamTimeline timeline = new StreamTimeline(0);
    for (String delta : deltas) {
      read(timeline, "data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n");
    }
    read(timeline, "data: [DONE]\n\n");
    timeline.end();
    return new LlmResult("ask", "", 200, 0, false, timeline, Departure.AT_ONCE, 9, null);
  }

  private static void read(StreamTimeline timeline, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    timeline.read(bytes, 0, bytes.length, 1);
  }

  private static Session session() {
    return new Session(Session$.MODULE$.apply("user", 1, LOOP)).set("wanted", "waterproof");
  }

  private static @Nullable String failure(SseCheck check, LlmResult result) {
    return check.check(session(), result).failure();
  }

  @Test
  void textIsCheckedWholeAndSaved() {
    SseCheck check =
        answerText(
            substring("#{wanted}"),
            regex("^(\\w+),").saveAs("opinion"),
            bodyString().saveAs("advice"));
    SseCheck.Outcome outcome = check.check(session(), SAID);
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.session().getString("opinion")).isEqualTo("Yes");
    assertThat(outcome.session().getString("advice")).isEqualTo("Yes, waterproof.");
  }

  @Test
  void jsonInTheTextIsReadAsJson() {
    SseCheck check =
        answerText(jsonPath("$.id").saveAs("product"), jmesPath("n").ofInt().gte(3).saveAs("n"));
    SseCheck.Outcome outcome = check.check(session(), JSON);
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.session().getString("product")).isEqualTo("t2");
    assertThat(outcome.session().getInt("n")).isEqualTo(3);
  }

  @Test
  void theMessageHasReasoningAndToolCallsAsAChatDoes() {
    SseCheck check =
        answerMessage(
            jsonPath("$.role").is("assistant"),
            jsonPath("$.reasoning").is("hm"),
            jsonPath("$.tool_calls[*].function.name").is("find"),
            jsonPath("$.tool_calls[0].function.arguments").is("{}"),
            jsonPath("$.tool_calls[0].id").saveAs("call"));
    SseCheck.Outcome outcome = check.check(session(), CALLS);
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.session().getString("call")).isEqualTo("c1");
  }

  @Test
  void aCheckThatFailsSaysWhatItLookedAt() {
    assertThat(failure(answerText(substring("leaks")), SAID))
        .isEqualTo("answer's text: substring(leaks).find.exists, found nothing");
    assertThat(failure(answerText(jsonPath("$.id")), SAID))
        .startsWith("answer's text: jsonPath($.id).find.exists preparation crashed: ");
    assertThat(failure(answerMessage(jsonPath("$.tool_calls")), SAID))
        .isEqualTo("answer's message: jsonPath($.tool_calls).find.exists, found nothing");
  }

  /** Half an answer is none, and the first fault is the one that counts. */
  @Test
  void anAnswerThatFailedIsNotLookedAtUnlessItWasOnlyTooSlow() {
    SseCheck check = answerText(bodyString().saveAs("advice"), substring("leaks"));
    LlmResult cut = SAID.failed(new Fault(FaultKind.CUT, "cut", null));
    SseCheck.Outcome outcome = check.check(session(), cut);
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.session().contains("advice")).isFalse();
    LlmResult slow = SAID.failed(new Fault(FaultKind.TOO_SLOW, "slow", null));
    assertThat(failure(check, slow)).isNotNull();
  }

  @Test
  void aCheckOfSomethingElseThanATextIsRefused() {
    assertThatThrownBy(() -> answerText(status().is(200)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "answer's text can be checked by bodyString(), substring(), regex(), jsonPath() and"
                + " jmesPath(); other checks belong to http(...).check(...)");
  }
}
