package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a dataset makes of the rows of its file. */
interface RowRule {

  /**
   * Looks at a row while the file is read for the first time, each in turn.
   *
   * @return whether it is one of those that prompts are taken from
   */
  boolean isWanted(JsonNode row);

  /** What is wrong with the file as a whole, once it is read; null for nothing. */
  @Nullable String wrongFile();

  /** Whether a row that is wanted may be wrong, which is looked at once the file is read. */
  boolean isSuspicious(JsonNode row);

  /** What is wrong with a row, once the file is read; null for nothing. */
  @Nullable String wrong(JsonNode row);

  /** What a row that isn't wrong says. */
  String prompt(JsonNode row);

  /** How many output tokens to ask for with it. */
  int outputLen(JsonNode row);
}
