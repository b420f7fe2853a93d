package llmbench.tokenizer.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The filters that go through items one by one: {@code map}, {@code select} and such. */
final class SelectFilters {

  private SelectFilters() {}

  static void addTo(Map<String, Filters.Filter> all) {
    all.put("map", SelectFilters::mapped);
    all.put("select", (value, arguments) -> selected(value, arguments, true, false));
    all.put("reject", (value, arguments) -> selected(value, arguments, false, false));
    all.put("selectattr", (value, arguments) -> selected(value, arguments, true, true));
    all.put("rejectattr", (value, arguments) -> selected(value, arguments, false, true));
  }

  private static Object mapped(Object value, Arguments arguments) {
    UnaryOperator<Object> each = mapping(arguments);
    Iterator<Object> items = iterator(value);
    return new Lazy(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return items.hasNext();
          }

          @Override
          public Object next() {
            return each.apply(items.next());
          }
        });
  }

  private static UnaryOperator<Object> mapping(Arguments arguments) {
    if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
      Bound bound = arguments.bind("map", List.of("attribute", "default"));
      Attribute attribute = Attribute.of(bound.required(0));
      return item -> {
        Object found = attribute.in(item);
        Object standard = bound.or(1, None.NONE);
        return found instanceof Undefined && !(standard instanceof None) ? standard : found;
      };
    }
    if (arguments.positional().isEmpty()) {
      throw new JinjaException("map requires a filter argument");
    }
    Filters.Filter filter = Filters.named(Texts.text(arguments.positional().get(0)), 0, false);
    Arguments rest = arguments.withoutFirst();
    return item -> filter.apply(item, rest);
  }

  private static Object selected(
      Object value, Arguments arguments, boolean wanted, boolean byAttribute) {
    Attribute attribute = Attribute.NONE;
    Arguments rest = arguments;
    if (byAttribute) {
      if (arguments.positional().isEmpty()) {
        throw new JinjaException("Missing parameter for attribute name");
      }
      attribute = Attribute.of(arguments.positional().get(0));
      rest = arguments.withoutFirst();
    }
    Attribute of = attribute;
    Predicate<Object> passes = passing(rest);
    return new Lazy(new Passing(iterator(value), item -> passes.test(of.in(item)) == wanted));
  }

  private static Predicate<Object> passing(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      return Values::truth;
    }
    Checks.Check check = Checks.named(Texts.text(arguments.positional().get(0)), 0, false);
    Arguments rest = arguments.withoutFirst();
    return item -> check.holds(item, rest);
  }

  /** jinja2 goes through nothing where a value is false, as {@code none} is. */
  private static Iterator<Object> iterator(Object value) {
    return Values.truth(value) ? Values.iterator(value) : List.of().iterator();
  }
}
