package llmbench.dataset;

import java.util.function.Consumer;
import llmbench.dataset.rows.Row;
import org.jspecify.annotations.Nullable;

/** How the rows of a dataset of the hub become prompts. One run's; rows come one by one. */
interface HfRule {

  /**
   * The prompt of a row; null for a row that is left out.
   *
   * @throws DatasetException when the row isn't one of such a dataset; the message says why
   */
  @Nullable HfPrompt of(Row row);

  /** Whether requests are numbered by their rows, with gaps where rows are left out. */
  default boolean numbersRows() {
    return false;
  }

  /** Whether {@code --enable-multimodal-chat} makes its prompts lists of messages. */
  default boolean takesMessages() {
    return false;
  }

  /** Says what the tool says once all prompts are made. */
  default void finish(Consumer<String> say) {
    // Most say nothing.
  }
}
