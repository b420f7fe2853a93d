package llmbench.reporting;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import llmbench.metrics.conversations.Conversations;
import llmbench.metrics.request.Collector;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.VllmDialect;

/** What the conversations of a run came to, by the definitions of the report. */
public final class ConversationFigures {

  private ConversationFigures() {}

  /** Of a run with token times; empty where no request is a turn. */
  public static Optional<Conversations> of(ReportInput input) {
    if (input.records().isEmpty() || input.isLogOnly()) {
      return Optional.empty();
    }
    Collector<Optional<Conversations>> collector = collector(input);
    Collector.walk(input.timed(), List.of(collector));
    return collector.figures();
  }

  /**
   * Collects the same from a walk over {@link ReportInput#timed} that others share. Tokens that a
   * tokenizer had to count are counted once, for the figures of the whole.
   */
  static Collector<Optional<Conversations>> collector(ReportInput input) {
    VllmDialect dialect = input.usedDialect();
    boolean told = input.figures().tokenizerCounted() == 0;
    ToIntFunction<String> counter = told ? input.tokenCounter() : text -> 0;
    Goodput goodput = input.goodput();
    return Conversations.collector(
        input.drawn(),
        record -> dialect.times(record, counter),
        goodput.isEmpty() ? Optional.empty() : Optional.of(goodput::isMetBy));
  }
}
