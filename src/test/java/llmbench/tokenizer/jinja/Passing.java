package llmbench.tokenizer.jinja;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes through the items that pass; each is looked at only when it is asked for. */
final class Passing implements Iterator<Object> {

  private final Iterator<Object> items;
  private final Predicate<Object> passes;
  private @Nullable Object next;

  Passing(Iterator<Object> items, Predicate<Object> passes) {
    this.items = items;
    this.passes = passes;
  }

  @Override
  public boolean hasNext() {
    while (next == null && items.hasNext()) {
      Object item = items.next();
      next = passes.test(item) ? item : null;
    }
    return next != null;
  }

  @Override
  public Object next() {
    Object item = hasNext() ? next : null;
    if (item == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return item;
  }
}
