package llmbench.llm;

import io.gatling.javaapi.core.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import llmbench.llm.chat.Conversation;
import llmbench.llm.chat.TurnSent;
import llmbench.timeline.AnswerForm;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a request besides what {@code http(...)} says; immutable.
 *
 * @param checks on its stream, in this order
 * @param timeouts of its parts
 * @param answers the form that its answer is read in
 * @param ttftGroups the groups that its time to the first token is logged as
 * @param told who is told of it
 * @param sending how it is made and sent
 * @param conversation that it is a turn of; null where it is none's
 */
record LlmSettings(
    List<SseCheck> checks,
    Timeouts timeouts,
    AnswerForm answers,
    TtftGroups ttftGroups,
    Told told,
    Sending sending,
    @Nullable Conversation conversation) {

  /** Where nothing is said. */
  static final LlmSettings DEFAULT =
      new LlmSettings(
          List.of(),
          Timeouts.UNLIMITED,
          AnswerForm.CHOICES,
          TtftGroups.BESIDE,
          Told.NOBODY,
          Sending.AT_ONCE,
          null);

  LlmSettings {
    checks = List.copyOf(checks);
  }

  /**
   * Who is told of a request.
   *
   * @param started right before it is sent
   * @param finished what came of it
   * @param unasked the beginning of what came that no request had asked for
   */
  record Told(
      BiConsumer<Session, LlmCall> started,
      BiConsumer<Session, LlmResult> finished,
      Consumer<String> unasked) {

    static final Told NOBODY =
        new Told((session, call) -> {}, (session, result) -> {}, beginning -> {});

    Told started(BiConsumer<Session, LlmCall> listener) {
      return new Told(started.andThen(listener), finished, unasked);
    }

    Told finished(BiConsumer<Session, LlmResult> listener) {
      return new Told(started, finished.andThen(listener), unasked);
    }

    Told unasked(Consumer<String> listener) {
      return new Told(started, finished, unasked.andThen(listener));
    }
  }

  /**
   * How a request is made and sent.
   *
   * @param variations what differs in a user's next request, where nothing else does; null where
   *     any request may be another
   * @param pacer says when it is sent; null where that is as soon as it is made
   * @param connections whose one it goes over; null for one of its user's own
   */
  record Sending(
      @Nullable Function<Session, Variation> variations,
      @Nullable Pacer pacer,
      @Nullable ConnectionChoice connections) {

    static final Sending AT_ONCE = new Sending(null, null, null);

    Sending varying(Function<Session, Variation> others) {
      return new Sending(others, pacer, connections);
    }

    Sending paced(Pacer other) {
      return new Sending(variations, other, connections);
    }

    Sending over(ConnectionChoice others) {
      return new Sending(variations, pacer, others);
    }
  }

  LlmSettings check(List<SseCheck> more) {
    List<SseCheck> all = new ArrayList<>(checks);
    all.addAll(more);
    return new LlmSettings(all, timeouts, answers, ttftGroups, told, sending, conversation);
  }

  LlmSettings timeouts(Timeouts others) {
    return new LlmSettings(checks, others, answers, ttftGroups, told, sending, conversation);
  }

  LlmSettings answers(AnswerForm form) {
    return new LlmSettings(checks, timeouts, form, ttftGroups, told, sending, conversation);
  }

  LlmSettings ttftGroups(TtftGroups others) {
    return new LlmSettings(checks, timeouts, answers, others, told, sending, conversation);
  }

  LlmSettings told(Told others) {
    return new LlmSettings(checks, timeouts, answers, ttftGroups, others, sending, conversation);
  }

  LlmSettings sending(Sending other) {
    return new LlmSettings(checks, timeouts, answers, ttftGroups, told, other, conversation);
  }

  /**
   * The turn that its user is about to send; null where it is no conversation's.
   *
   * @throws IllegalStateException if its user has said nothing
   */
  @Nullable TurnSent turn(io.gatling.core.session.Session session) {
    return conversation == null ? null : conversation.sent(new Session(session));
  }

  LlmSettings turnOf(Conversation of) {
    return new LlmSettings(checks, timeouts, answers, ttftGroups, told, sending, of);
  }
}
