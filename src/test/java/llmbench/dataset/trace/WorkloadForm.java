package llmbench.dataset.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.conversation.BlockPrompt;
import llmbench.dataset.ChatCount;
import llmbench.dataset.WorkloadRecord;
import llmbench.tokenizer.Opened;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code workload_trace}: requests with their bodies. Taken of each are its length, its
 * answer's, and the blocks of tokens in which it begins as requests before it do; each is a session
 * of its own, since nothing says what it waited for.
 *
 * <p>Source: {@code TraceRecord} in evalscope/perf/plugin/datasets/workload_trace.py.
 */
final class WorkloadForm implements TraceForm {

  /** That of vLLM's cache. */
  private static final int BLOCK = 16;

  private static final double MILLIS = 1_000;

  @Override
  public String name() {
    return "workload-trace";
  }

  @Override
  public String what() {
    return "a request such as {\"timestamp\": 1700000000.5, \"completion_tokens\": 50, \"body\":"
        + " {\"messages\": […]}} on each line";
  }

  @Override
  public Reader reader(OptionalInt blockSize, Opened tokenizer) {
    return new Lines(blockSize.orElse(BLOCK), tokenizer);
  }

  /** Requests, each a call by itself. */
  private static final class Lines implements Reader {

    private final int blockSize;
    private final Opened tokenizer;
    private final BlockIds blocks;

    Lines(int blockSize, Opened tokenizer) {
      this.blockSize = blockSize;
      this.tokenizer = tokenizer;
      this.blocks = new BlockIds(blockSize);
    }

    @Override
    public int blockSize() {
      return blockSize;
    }

    @Override
    public @Nullable TraceLine read(JsonNode line) throws WrongLineException {
      WorkloadRecord record = record(line);
      int[] ids = new ChatCount(tokenizer).idsOfBody(record.body());
      if (ids.length == 0) {
        throw new WrongLineException(
            "its \"body\" has neither \"messages\" nor a \"prompt\" with a text");
      }
      return new TraceLine(
          null,
          null,
          OptionalDouble.of(record.seconds() * MILLIS),
          List.of(),
          0,
          new BlockPrompt(ids.length, blocks.of(ids)),
          outputTokens(record));
    }

    private static WorkloadRecord record(JsonNode line) throws WrongLineException {
      try {
        return WorkloadRecord.of(line);
      } catch (WorkloadRecord.WrongException e) {
        throw new WrongLineException(String.valueOf(e.getMessage()));
      }
    }

    private static int outputTokens(WorkloadRecord record) throws WrongLineException {
      if (record.completionTokens().isPresent()) {
        return record.completionTokens().getAsInt();
      }
      for (String most : List.of("max_completion_tokens", "max_tokens")) {
        if (record.body().hasNonNull(most)) {
          return new Fields(record.body()).tokens(most);
        }
      }
      throw new WrongLineException(
          "it has no \"completion_tokens\", nor its \"body\" a \"max_tokens\", so nothing says how"
              + " long its answer was");
    }
  }
}
