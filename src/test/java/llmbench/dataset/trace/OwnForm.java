package llmbench.dataset.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import llmbench.tokenizer.Opened;
import org.jspecify.annotations.Nullable;

/**
 * The project's own form: a header, then a call on each line. docs/agent-traces.md has all of it.
 */
final class OwnForm implements TraceForm {

  /** The field by which a header is known, whose value is the version. */
  private static final String VERSION = "agent_trace";

  private static final String BLOCK_SIZE = "block_size";
  private static final int THIS_VERSION = 1;
  private static final int MOST_BLOCK = 1 << 20;

  private static final Set<String> HEADER = Set.of(VERSION, BLOCK_SIZE);

  private static final Set<String> CALL =
      Set.of(
          "session", "id", "at_ms", "after", "wait_ms", "input_tokens", "output_tokens", "blocks");

  @Override
  public String name() {
    return "llm-bench";
  }

  @Override
  public String what() {
    return "{\"agent_trace\": 1, \"block_size\": 512} first, and then a call such as"
        + " {\"session\": \"a\", \"at_ms\": 0, \"input_tokens\": 900, \"output_tokens\": 50}"
        + " on each line";
  }

  @Override
  public Reader reader(OptionalInt blockSize, Opened tokenizer) {
    return new Lines(blockSize);
  }

  /** A header, then calls. */
  private static final class Lines implements Reader {

    private final OptionalInt asked;
    private int blockSize;

    Lines(OptionalInt asked) {
      this.asked = asked;
    }

    @Override
    public int blockSize() {
      return blockSize;
    }

    @Override
    public @Nullable TraceLine read(JsonNode line) throws WrongLineException {
      Fields fields = new Fields(line);
      if (blockSize == 0) {
        header(fields);
        return null;
      }
      fields.checkKnown(CALL);
      return call(fields);
    }

    private void header(Fields fields) throws WrongLineException {
      if (!fields.has(VERSION)) {
        throw new WrongLineException(
            "it is no header such as {\"agent_trace\": 1, \"block_size\": 512}; a trace of another"
                + " form is named by -Dllm.trace-form");
      }
      if (fields.whole(VERSION, Integer.MAX_VALUE) != THIS_VERSION) {
        throw new WrongLineException(
            "its \"agent_trace\" is another version than 1, which is all that is read here");
      }
      fields.checkKnown(HEADER);
      int own = fields.whole(BLOCK_SIZE, MOST_BLOCK);
      if (asked.isPresent() && asked.getAsInt() != own) {
        throw new WrongLineException(
            "its \"block_size\" is " + own + ", so leave -Dllm.trace-block-size out");
      }
      blockSize = own;
    }

    private TraceLine call(Fields fields) throws WrongLineException {
      List<String> after = fields.names("after");
      OptionalDouble at = fields.millis("at_ms");
      OptionalDouble wait = fields.millis("wait_ms");
      if (after.isEmpty() && at.isEmpty()) {
        throw new WrongLineException(
            "it has neither an \"at_ms\" nor an \"after\", so nothing says when it goes");
      }
      if (after.isEmpty() && wait.isPresent()) {
        throw new WrongLineException(
            "its \"wait_ms\" is counted from the answers of those in \"after\", and there is none");
      }
      return new TraceLine(
          fields.name("session"),
          fields.has("id") ? fields.name("id") : null,
          at,
          after,
          wait.orElse(0),
          fields.prompt("input_tokens", "blocks", blockSize),
          fields.tokens("output_tokens"));
    }
  }
}
