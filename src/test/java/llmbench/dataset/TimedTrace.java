package llmbench.dataset;

import java.util.Arrays;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.dataset.Prompt.Form;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.TimedTraceOptions;
import llmbench.options.syntax.PythonNumbers;

/**
 * vLLM bench's {@code timed_trace}: recorded lengths and times, with tokens of their own for each
 * hash of the trace, so that prompts that began alike begin alike.
 *
 * <p>Source: {@code TimedTrace} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class TimedTrace implements Dataset {

  /** The tool doesn't hand its seed on, and seeds its generators anew. */
  private static final long SEED = 0;

  private static final int FIRST = 1024;

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return TimedTraceOptions.NAME;
  }

  /** The file is read twice: for the times, and while prompts are taken. */
  @Override
  public Prompts prompts(PromptContext context) {
    TimedTraceOptions asked = context.asked(TimedTraceOptions.class);
    context.say().accept(said(asked));
    double[] times = times(asked, context.options().dataset().prompts());
    Prompts prompts =
        Prompts.of(times.length, prompts(context, asked, times.length), Generators.seeded(SEED));
    return asked.selfTimed() ? prompts.at(new SendTimes(times)) : prompts;
  }

  private static double[] times(TimedTraceOptions asked, int most) {
    double[] times = new double[Math.min(most, FIRST)];
    int count = 0;
    try (TraceRows rows = new TraceRows(asked, most)) {
      while (rows.hasNext()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, (int) Math.min(most, count * 2L));
        }
        times[count] = rows.next().timestamp() * asked.secondsFactor();
        count++;
      }
      rows.checkAny();
    }
    return Arrays.copyOf(times, count);
  }

  private static Stream<Prompt> prompts(PromptContext context, TimedTraceOptions asked, int count) {
    HashedTokens tokens =
        new HashedTokens(context.tokenizer().tokenizer(), asked.chunk(), asked.hashSeed());
    FinishedCount done = new FinishedCount(context.done());
    TraceRows rows = new TraceRows(asked, count);
    return StreamSupport.stream(Spliterators.spliterator(rows, count, Spliterator.ORDERED), false)
        .map(
            row -> {
              int[] ids = tokens.of(row.hashes(), row.inputLength());
              done.oneMore();
              return new Prompt(
                  row.index(),
                  Arrays.toString(ids),
                  Form.TOKEN_IDS,
                  ids.length,
                  row.outputLength());
            })
        .onClose(rows::close);
  }

  /** As the tool prints it. */
  private static String said(TimedTraceOptions asked) {
    TimedTraceOptions.Labels labels = asked.labels();
    return "timed-trace: chunk_size: %d, sec_multiplier: %s, label_ts: \"%s\","
            .formatted(asked.chunk(), PythonNumbers.repr(asked.secondsFactor()), labels.timestamp())
        + " label_input_length: \"%s\", label_output_length: \"%s\", label_hash_ids: \"%s\""
            .formatted(labels.inputLength(), labels.outputLength(), labels.hashIds());
  }
}
