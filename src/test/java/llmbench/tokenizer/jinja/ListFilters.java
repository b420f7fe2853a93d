package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The filters of lists and dicts, and {@code default}. */
final class ListFilters {

  private static final List<String> EXTREME = List.of("case_sensitive", "attribute");

  private ListFilters() {}

  static void addTo(Map<String, Filters.Filter> all) {
    for (String name : List.of("default", "d")) {
      Filters.add(all, name, List.of("default_value", "boolean"), (value, a) -> standard(value, a));
    }
    for (String name : List.of("length", "count")) {
      Filters.add(all, name, List.of(), (value, a) -> (long) Values.length(value));
    }
    Filters.add(
        all,
        "dictsort",
        List.of("case_sensitive", "by", "reverse"),
        (value, a) -> dictSorted(value, a));
    Filters.add(all, "first", List.of(), (value, a) -> first(Values.iterator(value)));
    Filters.add(all, "items", List.of(), (value, a) -> items(value));
    Filters.add(all, "join", List.of("d", "attribute"), (value, a) -> joined(value, a));
    Filters.add(all, "last", List.of(), (value, a) -> first(reversed(value)));
    Filters.add(all, "list", List.of(), (value, a) -> Values.list(value));
    Filters.add(all, "max", EXTREME, (value, a) -> extreme(value, a, 1));
    Filters.add(all, "min", EXTREME, (value, a) -> extreme(value, a, -1));
    Filters.add(all, "reverse", List.of(), (value, a) -> backwards(value));
    Filters.add(
        all,
        "sort",
        List.of("reverse", "case_sensitive", "attribute"),
        (value, a) -> sorted(value, a));
    Filters.add(all, "sum", List.of("attribute", "start"), (value, a) -> sum(value, a));
    Filters.add(all, "unique", EXTREME, (value, a) -> unique(value, a));
  }

  private static Object standard(Object value, Bound arguments) {
    boolean replaced = value instanceof Undefined || (arguments.flag(1) && !Values.truth(value));
    return replaced ? arguments.or(0, "") : value;
  }

  private static Object first(Iterator<Object> items) {
    return items.hasNext() ? items.next() : new Undefined("the sequence was empty");
  }

  private static Iterator<Object> reversed(Object value) {
    if (value instanceof Lazy || value instanceof Undefined || value instanceof Loop) {
      throw new JinjaException("a " + Values.typeName(value) + " can't be gone through backwards");
    }
    List<Object> items = Values.list(value);
    Collections.reverse(items);
    return items.iterator();
  }

  private static Object backwards(Object value) {
    if (value instanceof String) {
      List<Object> characters = Values.list(value);
      Collections.reverse(characters);
      return Methods.joined(characters);
    }
    if (value instanceof Lazy || value instanceof Undefined) {
      List<Object> items = Values.list(value);
      Collections.reverse(items);
      return items;
    }
    return new Lazy(reversed(value));
  }

  private static Object items(Object value) {
    if (value instanceof Undefined) {
      return new Lazy(List.of().iterator());
    }
    if (value instanceof Map<?, ?> map) {
      return new Lazy(Dicts.pairs(map).iterator());
    }
    throw new JinjaException("Can only get item pairs from a mapping.");
  }

  private static Object joined(Object value, Bound arguments) {
    Attribute attribute = Attribute.of(arguments.or(1, None.NONE));
    List<String> texts = new ArrayList<>();
    for (Object item : Values.list(value)) {
      Object part = attribute.in(item);
      texts.add(part instanceof Markup ? Texts.text(part) : Texts.str(part));
    }
    return String.join(Texts.str(arguments.or(0, "")), texts);
  }

  /** What items are compared by: jinja2 takes small and large letters for the same, if not told. */
  private static Object key(Object item, Attribute attribute, boolean caseSensitive) {
    Object key = attribute.in(item);
    return key instanceof String text && !caseSensitive ? Cases.lower(text) : key;
  }

  private static Object keys(Object item, List<Attribute> attributes, boolean caseSensitive) {
    return new Tuple(
        attributes.stream().map(attribute -> key(item, attribute, caseSensitive)).toList());
  }

  private static Object extreme(Object value, Bound arguments, int sign) {
    Attribute attribute = Attribute.of(arguments.or(1, None.NONE));
    Object found = null;
    Object best = null;
    for (Object item : Values.list(value)) {
      Object key = key(item, attribute, arguments.flag(0));
      if (best == null || Comparisons.compare(key, best) * sign > 0) {
        best = key;
        found = item;
      }
    }
    return found == null ? new Undefined("No aggregated item, sequence was empty.") : found;
  }

  private static Object sorted(Object value, Bound arguments) {
    List<Attribute> attributes = Attribute.several(arguments.or(2, None.NONE));
    List<Object> items = Values.list(value);
    Comparator<Object> order =
        Comparator.comparing(
            item -> keys(item, attributes, arguments.flag(1)), Comparisons::compare);
    items.sort(arguments.flag(0) ? order.reversed() : order);
    return items;
  }

  private static Object dictSorted(Object value, Bound arguments) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new JinjaException("dictsort needs a dict, not a " + Values.typeName(value));
    }
    Object by = arguments.or(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new JinjaException("You can only sort by either \"key\" or \"value\"");
    }
    int place = by.equals("key") ? 0 : 1;
    List<Object> pairs = new ArrayList<>(Dicts.pairs(map));
    Comparator<Object> order =
        Comparator.comparing(
            pair -> key(((Tuple) pair).get(place), Attribute.NONE, arguments.flag(0)),
            Comparisons::compare);
    pairs.sort(arguments.flag(2) ? order.reversed() : order);
    return pairs;
  }

  private static Object sum(Object value, Bound arguments) {
    Attribute attribute = Attribute.of(arguments.or(0, None.NONE));
    Object sum = arguments.or(1, 0L);
    for (Object item : Values.list(value)) {
      sum = Numbers.add(sum, attribute.in(item));
    }
    return sum;
  }

  private static Object unique(Object value, Bound arguments) {
    Attribute attribute = Attribute.of(arguments.or(1, None.NONE));
    Set<Object> seen = new HashSet<>();
    List<Object> items = new ArrayList<>();
    for (Object item : Values.list(value)) {
      if (seen.add(Dicts.key(key(item, attribute, arguments.flag(0))))) {
        items.add(item);
      }
    }
    return new Lazy(items.iterator());
  }
}
