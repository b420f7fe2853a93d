package llmbench.llm;

import io.gatling.javaapi.core.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import llmbench.timeline.AnswerForm;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a request besides sending it; immutable.
 *
 * @param checks on its stream, in this order
 * @param timeouts of its parts
 * @param answers the form that its answer is read in
 * @param ttftGroups the groups that its time to the first token is logged as
 * @param onStarted is called right before it is sent
 * @param onFinished is called with what came of it
 * @param onUnasked is called with the beginning of what came that no request had asked for
 * @param variations what differs in a user's next request, where nothing else does; null where any
 *     request may be another
 * @param pacer says when it is sent; null where that is as soon as it is made
 * @param connections whose one it goes over; null for one of its user's own
 */
record LlmSettings(
    List<SseCheck> checks,
    Timeouts timeouts,
    AnswerForm answers,
    TtftGroups ttftGroups,
    BiConsumer<Session, LlmCall> onStarted,
    BiConsumer<Session, LlmResult> onFinished,
    Consumer<String> onUnasked,
    @Nullable Function<Session, Variation> variations,
    @Nullable Pacer pacer,
    @Nullable SpareConnections connections) {

  /** Where nothing is said. */
  static final LlmSettings DEFAULT =
      new LlmSettings(
          List.of(),
          Timeouts.UNLIMITED,
          AnswerForm.CHOICES,
          TtftGroups.BESIDE,
          (session, call) -> {},
          (session, result) -> {},
          beginning -> {},
          null,
          null,
          null);

  LlmSettings {
    checks = List.copyOf(checks);
  }

  LlmSettings check(List<SseCheck> more) {
    List<SseCheck> all = new ArrayList<>(checks);
    all.addAll(more);
    return new LlmSettings(
        all,
        timeouts,
        answers,
        ttftGroups,
        onStarted,
        onFinished,
        onUnasked,
        variations,
        pacer,
        connections);
  }

  LlmSettings timeouts(Timeouts others) {
    return new LlmSettings(
        checks,
        others,
        answers,
        ttftGroups,
        onStarted,
        onFinished,
        onUnasked,
        variations,
        pacer,
        connections);
  }

  LlmSettings answers(AnswerForm form) {
    return new LlmSettings(
        checks,
        timeouts,
        form,
        ttftGroups,
        onStarted,
        onFinished,
        onUnasked,
        variations,
        pacer,
        connections);
  }

  LlmSettings ttftGroups(TtftGroups others) {
    return new LlmSettings(
        checks,
        timeouts,
        answers,
        others,
        onStarted,
        onFinished,
        onUnasked,
        variations,
        pacer,
        connections);
  }

  LlmSettings onStarted(BiConsumer<Session, LlmCall> listener) {
    return new LlmSettings(
        checks,
        timeouts,
        answers,
        ttftGroups,
        onStarted.andThen(listener),
        onFinished,
        onUnasked,
        variations,
        pacer,
        connections);
  }

  LlmSettings onFinished(BiConsumer<Session, LlmResult> listener) {
    return new LlmSettings(
        checks,
        timeouts,
        answers,
        ttftGroups,
        onStarted,
        onFinished.andThen(listener),
        onUnasked,
        variations,
        pacer,
        connections);
  }

  LlmSettings onUnasked(Consumer<String> listener) {
    return new LlmSettings(
        checks,
        timeouts,
        answers,
        ttftGroups,
        onStarted,
        onFinished,
        onUnasked.andThen(listener),
        variations,
        pacer,
        connections);
  }

  LlmSettings varying(Function<Session, Variation> others) {
    return new LlmSettings(
        checks,
        timeouts,
        answers,
        ttftGroups,
        onStarted,
        onFinished,
        onUnasked,
        others,
        pacer,
        connections);
  }

  LlmSettings paced(Pacer other) {
    return new LlmSettings(
        checks,
        timeouts,
        answers,
        ttftGroups,
        onStarted,
        onFinished,
        onUnasked,
        variations,
        other,
        connections);
  }

  LlmSettings over(SpareConnections others) {
    return new LlmSettings(
        checks,
        timeouts,
        answers,
        ttftGroups,
        onStarted,
        onFinished,
        onUnasked,
        variations,
        pacer,
        others);
  }
}
