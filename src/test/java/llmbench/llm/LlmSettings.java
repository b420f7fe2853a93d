package llmbench.llm;

import io.gatling.javaapi.core.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import llmbench.timeline.TtftGroup;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a request besides sending it; immutable.
 *
 * @param checks on its stream, in this order
 * @param timeouts of its parts
 * @param ttftGroup the group of Gatling's report that its time to the first token is logged as, and
 *     that it stands in; null for none
 * @param onStarted is called right before it is sent
 * @param onFinished is called with what came of it
 */
record LlmSettings(
    List<SseCheck> checks,
    Timeouts timeouts,
    @Nullable String ttftGroup,
    BiConsumer<Session, LlmCall> onStarted,
    BiConsumer<Session, LlmResult> onFinished) {

  /** Where nothing is said. */
  static final LlmSettings DEFAULT =
      new LlmSettings(
          List.of(),
          Timeouts.UNLIMITED,
          TtftGroup.NAME,
          (session, call) -> {},
          (session, result) -> {});

  LlmSettings {
    checks = List.copyOf(checks);
  }

  LlmSettings check(List<SseCheck> more) {
    List<SseCheck> all = new ArrayList<>(checks);
    all.addAll(more);
    return new LlmSettings(all, timeouts, ttftGroup, onStarted, onFinished);
  }

  LlmSettings timeouts(Timeouts others) {
    return new LlmSettings(checks, others, ttftGroup, onStarted, onFinished);
  }

  LlmSettings ttftGroup(@Nullable String name) {
    return new LlmSettings(checks, timeouts, name, onStarted, onFinished);
  }

  LlmSettings onStarted(BiConsumer<Session, LlmCall> listener) {
    return new LlmSettings(checks, timeouts, ttftGroup, onStarted.andThen(listener), onFinished);
  }

  LlmSettings onFinished(BiConsumer<Session, LlmResult> listener) {
    return new LlmSettings(checks, timeouts, ttftGroup, onStarted, onFinished.andThen(listener));
  }
}
