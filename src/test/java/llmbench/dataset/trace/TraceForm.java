package llmbench.dataset.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import llmbench.tokenizer.Opened;
import org.jspecify.annotations.Nullable;

/** A form in which calls are recorded, one a line. Stateless. */
interface TraceForm {

  /** By which options name it. */
  String name();

  /** What each line is, to follow "expected". */
  String what();

  /**
   * What reads a trace's lines.
   *
   * @param blockSize that was asked for; empty for the form's own
   * @param tokenizer counts the tokens of texts
   */
  Reader reader(OptionalInt blockSize, Opened tokenizer);

  /** Reads the lines of one trace, in order. */
  interface Reader {

    /** How many tokens a block has; known behind the first line. */
    int blockSize();

    /**
     * The call of a line; null for a line that is none.
     *
     * @param line an object
     * @throws WrongLineException when it is no line of this form
     */
    @Nullable TraceLine read(JsonNode line) throws WrongLineException;
  }
}
