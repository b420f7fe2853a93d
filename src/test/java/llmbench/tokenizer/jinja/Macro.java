package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% macro %}}, and what stands between {@code {% call %}} and its end.
 *
 * @param uses which of the names caller, kwargs and varargs its body has, which decides what it
 *     takes
 */
record Macro(
    String name, List<Parameter> parameters, Set<String> uses, List<Statement> body, Scope scope)
    implements Callable {

  /**
   * A parameter.
   *
   * @param standard its value where none is handed over; null for an undefined one
   */
  record Parameter(String name, @Nullable Expression standard) {}

  @Override
  public Object call(Arguments arguments) {
    Scope own = new Scope(scope);
    List<Object> positional = arguments.positional();
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    boolean takesCaller = false;
    List<Parameter> left = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Object value = i < positional.size() ? positional.get(i) : named.remove(parameter.name());
      if (value == null) {
        left.add(parameter);
      } else {
        own.set(parameter.name(), value);
      }
      takesCaller |= parameter.name().equals("caller");
    }
    if (uses.contains("caller") && !takesCaller) {
      Object caller = named.remove("caller");
      own.set("caller", caller == null ? new Undefined("No caller defined") : caller);
    }
    takeRest(own, positional, named);
    for (Parameter parameter : left) {
      Expression standard = parameter.standard();
      own.set(
          parameter.name(),
          standard == null
              ? new Undefined("parameter '" + parameter.name() + "' was not provided")
              : standard.value(own));
    }
    StringBuilder text = new StringBuilder();
    Statement.runAll(body, own, text);
    return text.toString();
  }

  private void takeRest(Scope own, List<Object> positional, Map<String, Object> named) {
    if (uses.contains("kwargs")) {
      own.set("kwargs", new LinkedHashMap<Object, Object>(named));
    } else if (!named.isEmpty()) {
      throw new JinjaException(
          "macro '%s' takes no keyword argument '%s'"
              .formatted(name, named.keySet().iterator().next()));
    }
    int known = Math.min(parameters.size(), positional.size());
    if (uses.contains("varargs")) {
      own.set("varargs", new Tuple(positional.subList(known, positional.size())));
    } else if (positional.size() > known) {
      throw new JinjaException(
          "macro '%s' takes not more than %d argument(s)".formatted(name, parameters.size()));
    }
  }
}
