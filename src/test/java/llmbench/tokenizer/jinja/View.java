package llmbench.tokenizer.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys, values or items of a dict, or a range: it has a length and can be gone through again.
 *
 * @param kind Python's name of its type
 * @param written how a range is written; null for the others, whose items are
 */
record View(String kind, List<Object> items, @Nullable String written) {

  static View of(String kind, List<Object> items) {
    return new View(kind, items, null);
  }

  /** Its text. */
  String printed() {
    return written == null ? kind + "(" + Texts.str(items) + ")" : written;
  }

  /** Whether it has items by number, as a range does. */
  boolean indexed() {
    return written != null;
  }
}
