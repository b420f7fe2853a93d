package llmbench.tokenizer.jinja;

import java.util.AbstractList;
import java.util.List;

/** A tuple of Python: a list to read, but of another kind. */
final class Tuple extends AbstractList<Object> {

  private final List<Object> items;

  Tuple(List<?> items) {
    this.items = List.copyOf(items);
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}
