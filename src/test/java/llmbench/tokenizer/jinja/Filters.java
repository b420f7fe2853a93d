package llmbench.tokenizer.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** jinja2's filters by name. */
final class Filters {

  /** A filter. */
  interface Filter {
    Object apply(Object value, Arguments arguments);
  }

  /** A filter whose arguments have found their parameters. */
  interface Body {
    Object apply(Object value, Bound arguments);
  }

  private static final Set<String> LEFT_OUT =
      Set.of(
          "attr",
          "batch",
          "e",
          "escape",
          "filesizeformat",
          "forceescape",
          "format",
          "groupby",
          "pprint",
          "random",
          "slice",
          "striptags",
          "truncate",
          "urlencode",
          "urlize",
          "wordwrap",
          "xmlattr");

  private static final Map<String, Filter> KNOWN = known();

  private Filters() {}

  private static Map<String, Filter> known() {
    Map<String, Filter> all = new HashMap<>();
    TextFilters.addTo(all);
    ListFilters.addTo(all);
    NumberFilters.addTo(all);
    SelectFilters.addTo(all);
    LEFT_OUT.forEach(name -> all.put(name, failing(leftOut(name))));
    return Map.copyOf(all);
  }

  static void add(Map<String, Filter> all, String name, List<String> parameters, Body body) {
    all.put(name, (value, arguments) -> body.apply(value, arguments.bind(name, parameters)));
  }

  static boolean isKnown(String name) {
    return KNOWN.containsKey(name);
  }

  /**
   * The filter of that name.
   *
   * @param late whether one that there isn't is an error only when it is used
   */
  static Filter named(String name, int line, boolean late) {
    Filter filter = KNOWN.get(name);
    if (filter != null) {
      return filter;
    }
    JinjaException none = new JinjaException("No filter named '" + name + "'.").at(line);
    if (!late) {
      throw none;
    }
    return failing(none);
  }

  private static JinjaException leftOut(String name) {
    return JinjaException.unsupported("the filter '" + name + "'");
  }

  private static Filter failing(JinjaException why) {
    return (value, arguments) -> {
      throw why;
    };
  }
}
