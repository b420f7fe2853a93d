package llmbench.llm;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import llmbench.llm.chat.Answer;
import llmbench.llm.chat.Conversation;
import llmbench.timeline.Usage;

/**
 * The entry points of the DSL; made for a static import.
 *
 * <pre>{@code
 * import static llmbench.llm.LlmDsl.*;
 *
 * llm(http("chat").post("/v1/chat/completions").body(StringBody(body)).check(status().is(200)))
 *     .check(tokenTimes().saveAs("answer"), timeToFirstToken().lte(Duration.ofMillis(200)))
 * }</pre>
 */
public final class LlmDsl {

  private LlmDsl() {}

  /**
   * A request whose answer is an event stream of tokens, each timed as it arrives. One that doesn't
   * ask for a stream ({@code "stream": true} in its body) may also be answered whole, in JSON: it
   * has a latency and token counts, and no token times.
   *
   * <p>All checks of {@code http(...)} work; body checks see the whole stream. Gatling's report has
   * one row for it, whose response time is that of the whole answer; its time to the first token is
   * there for Gatling's assertions, and as a row where {@link LlmActionBuilder#ttftGroup()} asks
   * for it. The request fails if the stream does: see {@link llmbench.timeline.FaultKind}. It is
   * never sent twice without being counted.
   *
   * @param request a standard request, such as {@code http("chat").post(...).body(...)}
   */
  public static LlmActionBuilder llm(HttpRequestActionBuilder request) {
    return new LlmActionBuilder(request);
  }

  /**
   * A conversation that each user has with the model, kept as the session attribute of this name.
   *
   * @throws IllegalArgumentException if the name can't stand in an expression
   */
  public static Conversation conversation(String name) {
    return Conversation.named(name);
  }

  /**
   * Saves the token times to session attributes: {@code saveAs("answer")} gives {@code
   * answer.ttftNanos} and the others of {@link TokenTimes}.
   */
  public static TokenTimes tokenTimes() {
    return new TokenTimes(TokenTimes.DEFAULT_PREFIX);
  }

  /**
   * Saves all that is known of the answer, its token times among it, as one session attribute:
   * {@code session.<LlmResult>get("llm.result")}, or another by {@code saveAs("answer")}.
   */
  public static SavedResult result() {
    return new SavedResult(SavedResult.DEFAULT_ATTRIBUTE);
  }

  /**
   * Gatling's own checks on what the model said, as one text, not on the bytes of its stream:
   * {@code substring}, {@code regex} and {@code bodyString}, and where it said JSON {@code
   * jsonPath} and {@code jmesPath}. Each may save, as ever: {@code bodyString().saveAs("advice")}.
   * An answer that has failed otherwise is not looked at; one that was only too slow is.
   *
   * @throws IllegalArgumentException if one of them is no check of a text, such as {@code status()}
   */
  public static SseCheck answerText(CheckBuilder... checks) {
    return new AnswerChecks("answer's text", Answer::text, List.of(checks));
  }

  /**
   * The same on the whole message, as JSON: {@code role}, {@code content}, {@code reasoning} and
   * {@code tool_calls}, put together from the stream. {@code
   * jsonPath("$.tool_calls[0].function.name").is("find")} is a check on the first tool call.
   *
   * @throws IllegalArgumentException if one of them is no check of a text, such as {@code status()}
   */
  public static SseCheck answerMessage(CheckBuilder... checks) {
    return new AnswerChecks("answer's message", Answer::json, List.of(checks));
  }

  /** Time from sending the request to the first output token; fails where none came. */
  public static TimeCheck timeToFirstToken() {
    return new TimeCheck("time to first token", result -> result.timeline().firstOutputNanos());
  }

  /**
   * Time from sending the request to the first output token of the answer itself, text or tool
   * call: where the model thinks first, reasoning is none. Fails where none came.
   */
  public static TimeCheck timeToFirstAnswerToken() {
    return new TimeCheck(
        "time to first answer token", result -> result.timeline().firstAnswerNanos());
  }

  /** Time from sending the request to the last byte of its answer. */
  public static TimeCheck endToEndLatency() {
    return new TimeCheck("end-to-end latency", LlmResult::latencyNanos);
  }

  /**
   * The longest time between one output and the next; 0 where there are fewer than two. Fails where
   * the answer came whole.
   */
  public static TimeCheck longestGap() {
    return new TimeCheck(
        "longest gap",
        result -> result.unstreamed() ? -1 : longest(result.timeline().interOutputNanos()));
  }

  /**
   * Output tokens as the server counts them; fails where it doesn't. For a stream it does so only
   * if the body asks for it: {@code "stream_options": {"include_usage": true}}.
   */
  public static CountCheck completionTokens() {
    return new CountCheck(
        "completion token",
        "the server sent no usage; put \"stream_options\": {\"include_usage\": true} into the body",
        LlmDsl::completionTokens);
  }

  private static long completionTokens(LlmResult result) {
    Usage usage = result.timeline().usage();
    Integer tokens = usage == null ? null : usage.completionTokens();
    return tokens == null ? -1 : tokens;
  }

  private static long longest(long[] gaps) {
    long longest = 0;
    for (long gap : gaps) {
      longest = Math.max(longest, gap);
    }
    return longest;
  }
}
