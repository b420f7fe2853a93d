package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The variable {@code loop} within a loop (jinja2's {@code LoopContext}). It reads as little ahead
 * as that one does, since what a loop goes through may look at what its body has set.
 */
final class Loop implements Callable {

  private final Object all;
  private final Callable recursion;
  private final int depth0;
  private Iterator<Object> items;
  private int index0 = -1;
  private int length = -1;
  private @Nullable Object before;
  private @Nullable Object current;
  private @Nullable Object after;
  private @Nullable Object lastChanged;

  Loop(Object all, int depth0, Callable recursion) {
    this.all = all;
    this.depth0 = depth0;
    this.recursion = recursion;
    this.items = Values.iterator(all);
  }

  int depth0() {
    return depth0;
  }

  boolean hasNext() {
    return after != null || items.hasNext();
  }

  Object next() {
    Object item = after == null ? items.next() : after;
    after = null;
    index0++;
    before = current;
    current = item;
    return item;
  }

  private @Nullable Object peek() {
    if (after == null && items.hasNext()) {
      after = items.next();
    }
    return after;
  }

  int length() {
    if (length < 0) {
      length = Values.isSized(all) ? Values.length(all) : counted();
    }
    return length;
  }

  private int counted() {
    List<Object> rest = new ArrayList<>();
    items.forEachRemaining(rest::add);
    items = rest.iterator();
    return rest.size() + index0 + 1 + (after == null ? 0 : 1);
  }

  Optional<Object> attribute(String name) {
    return switch (name) {
      case "index0" -> Optional.of((long) index0);
      case "index" -> Optional.of(index0 + 1L);
      case "length" -> Optional.of((long) length());
      case "revindex0" -> Optional.of(length() - index0 - 1L);
      case "revindex" -> Optional.of((long) length() - index0);
      case "first" -> Optional.of(index0 == 0);
      case "last" -> Optional.of(peek() == null);
      case "depth0" -> Optional.of((long) depth0);
      case "depth" -> Optional.of(depth0 + 1L);
      case "previtem" -> neighbour(index0 == 0 ? null : before, "there is no previous item");
      case "nextitem" -> neighbour(peek(), "there is no next item");
      case "cycle" -> callable(this::cycle);
      case "changed" -> callable(this::changed);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> callable(Callable callable) {
    return Optional.of(callable);
  }

  private static Optional<Object> neighbour(@Nullable Object item, String without) {
    return Optional.of(item == null ? new Undefined(without) : item);
  }

  private Object cycle(Arguments arguments) {
    List<Object> items = arguments.positional();
    if (items.isEmpty()) {
      throw new JinjaException("loop.cycle() needs items to go through");
    }
    return items.get(index0 % items.size());
  }

  private Object changed(Arguments arguments) {
    Tuple value = new Tuple(arguments.positional());
    boolean changed = lastChanged == null || !Comparisons.equal(lastChanged, value);
    lastChanged = value;
    return changed;
  }

  /** {@code loop(items)}: the loop's body again, for these. */
  @Override
  public Object call(Arguments arguments) {
    return recursion.call(arguments);
  }
}
