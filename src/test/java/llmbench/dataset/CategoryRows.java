package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows with a {@code category} and a list, the first of which is the prompt. */
abstract class CategoryRows implements RowRule {

  private final String list;
  private final Optional<String> category;
  private final int outputLen;
  private final PandasColumn lists;
  private final PandasColumn categories = new PandasColumn("category");
  private boolean any;

  CategoryRows(String list, Optional<String> category, int outputLen) {
    this.list = list;
    this.category = category;
    this.outputLen = outputLen;
    this.lists = new PandasColumn(list);
  }

  /** The prompt in a list. */
  abstract JsonNode first(JsonNode found);

  @Override
  public final boolean isWanted(JsonNode row) {
    lists.add(row);
    JsonNode its = categories.add(row);
    boolean wanted = category.isEmpty() || category.get().equals(its.textValue());
    any |= wanted;
    return wanted;
  }

  @Override
  public final @Nullable String wrongFile() {
    if (!lists.isPresent()) {
      return "no line has \"" + list + "\"";
    }
    // Categories that all are numbers become some, and none of them is the text that was given.
    return any && (category.isEmpty() || !categories.isNumeric())
        ? null
        : "no line has the category that was asked for";
  }

  @Override
  public final boolean isSuspicious(JsonNode row) {
    return !first(row.path(list)).isTextual();
  }

  @Override
  public final @Nullable String wrong(JsonNode row) {
    return isSuspicious(row) ? "its \"" + list + "\" has no text first" : null;
  }

  @Override
  public final String prompt(JsonNode row) {
    return first(row.path(list)).textValue();
  }

  @Override
  public final int outputLen(JsonNode row) {
    return outputLen;
  }
}
