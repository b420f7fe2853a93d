package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call as they are written.
 *
 * @param more what stands behind {@code *}; null for nothing
 * @param moreNamed what stands behind {@code **}; null for nothing
 */
record ArgumentList(
    List<Expression> positional,
    Map<String, Expression> named,
    @Nullable Expression more,
    @Nullable Expression moreNamed) {

  Arguments values(Scope scope) {
    List<Object> values = new ArrayList<>();
    positional.forEach(expression -> values.add(expression.value(scope)));
    if (more != null) {
      values.addAll(Values.list(more.value(scope)));
    }
    Map<String, Object> byName = new LinkedHashMap<>();
    named.forEach((name, expression) -> byName.put(name, expression.value(scope)));
    if (moreNamed != null) {
      Dicts.copy(moreNamed.value(scope)).forEach((key, value) -> addNamed(byName, key, value));
    }
    return new Arguments(values, byName);
  }

  private static void addNamed(Map<String, Object> byName, Object key, Object value) {
    if (byName.put(Texts.text(key), value) != null) {
      throw new JinjaException("the argument '" + key + "' is given twice");
    }
  }
}
