package llmbench.llm;

import io.gatling.commons.validation.Failure;
import io.gatling.core.check.Check;
import io.gatling.core.check.Check$;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.internal.SseChecks;
import java.util.List;
import java.util.function.Function;
import llmbench.llm.chat.Answer;
import llmbench.timeline.Fault;
import scala.Option;
import scala.Tuple2;

/**
 * Gatling's own checks of texts, on what the model said instead of on the bytes of its stream. A
 * request that has failed is not looked at: half an answer is none. One that was only too slow is.
 *
 * <p>They run behind the last token, on the user's event loop, as those of {@code http(...)} do.
 */
final class AnswerChecks implements SseCheck {

  private final String name;
  private final Function<Answer, String> text;
  private final scala.collection.immutable.List<Check<String>> checks;

  /**
   * These checks.
   *
   * @param name of what is looked at, for the message of a check that fails
   * @param text that is looked at
   * @throws IllegalArgumentException if one of them is none of texts, such as {@code status()}
   */
  AnswerChecks(String name, Function<Answer, String> text, List<CheckBuilder> checks) {
    this.name = name;
    this.text = text;
    this.checks = ofTexts(name, checks);
  }

  /** Gatling takes the same checks, and no others, for the messages of its own event streams. */
  @SuppressWarnings("unchecked")
  private static scala.collection.immutable.List<Check<String>> ofTexts(
      String name, List<CheckBuilder> checks) {
    try {
      return (scala.collection.immutable.List<Check<String>>)
          (scala.collection.immutable.List<?>) SseChecks.toScalaChecks(checks).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name
              + " can be checked by bodyString(), substring(), regex(), jsonPath() and"
              + " jmesPath(); other checks belong to http(...).check(...)",
          e);
    }
  }

  @Override
  public Outcome check(Session session, LlmResult result) {
    Fault fault = result.fault();
    if (fault != null && !fault.isOfSlowness()) {
      return new Outcome(session, null);
    }
    Tuple2<io.gatling.core.session.Session, Option<Failure>> outcome =
        Check$.MODULE$.applyChecks(
            text.apply(Answer.of(result.timeline())), session.asScala(), checks);
    Option<Failure> failure = outcome._2();
    return new Outcome(
        new Session(outcome._1()),
        failure.isDefined() ? name + ": " + failure.get().message() : null);
  }
}
