package llmbench.tokenizer.jinja;

import java.util.Iterator;
import java.util.List;

/**
 * The keys, values or items of a dict, or a range: it has a length and can be gone through again.
 *
 * @param kind Python's name of its type
 * @param printed its text
 * @param indexed whether it has items by number, as a range does
 */
record View(String kind, List<Object> items, String printed, boolean indexed)
    implements Iterable<Object> {

  static View of(String kind, List<Object> items) {
    return new View(kind, items, kind + "(" + Texts.str(items) + ")", false);
  }

  @Override
  public Iterator<Object> iterator() {
    return items.iterator();
  }
}
