package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call hands over.
 *
 * @param positional in order
 * @param named by name, in order
 */
record Arguments(List<Object> positional, Map<String, Object> named) {

  static final Arguments NONE = new Arguments(List.of(), Map.of());

  /**
   * The values of these parameters, in order; null for what was not handed over.
   *
   * @throws JinjaException when there are more arguments than parameters, or others
   */
  Bound bind(String function, List<String> parameters) {
    if (positional.size() > parameters.size()) {
      throw new JinjaException(
          function + "() takes " + parameters.size() + " arguments, not " + positional.size());
    }
    List<@Nullable Object> values = new ArrayList<>(positional);
    Map<String, Object> rest = new LinkedHashMap<>(named);
    for (String parameter : parameters.subList(positional.size(), parameters.size())) {
      values.add(rest.remove(parameter));
    }
    if (!rest.isEmpty()) {
      throw new JinjaException(
          function + "() has no argument '" + rest.keySet().iterator().next() + "' to be given");
    }
    return new Bound(function, parameters, values);
  }

  /** The arguments without the first. */
  Arguments withoutFirst() {
    return new Arguments(positional.subList(1, positional.size()), named);
  }

  Arguments with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(named);
    more.put(name, value);
    return new Arguments(positional, more);
  }
}
