package llmbench.tokenizer.jinja;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What may stand behind {@code is}: jinja2's tests. */
final class Checks {

  /** A test. */
  interface Check {
    boolean holds(Object value, Arguments arguments);
  }

  private interface Alone {
    boolean holds(Object value);
  }

  private interface WithOther {
    boolean holds(Object value, Object other);
  }

  private static final Map<String, Check> KNOWN =
      Map.ofEntries(
          alone("boolean", value -> value instanceof Boolean),
          alone("callable", value -> value instanceof Callable || value instanceof Undefined),
          alone("defined", value -> !(value instanceof Undefined)),
          alone("escaped", value -> value instanceof Markup),
          alone("even", value -> remainder(value, 2L, 0)),
          alone("false", value -> Boolean.FALSE.equals(value)),
          alone("filter", value -> isNameOf(value, Filters::isKnown)),
          alone("float", value -> value instanceof Double),
          alone("integer", value -> value instanceof Long),
          alone("iterable", Values::isIterable),
          alone("lower", value -> Cases.isCased(Texts.str(value), false)),
          alone("mapping", value -> value instanceof Map<?, ?>),
          alone("none", value -> value instanceof None),
          alone("number", Numbers::isNumber),
          alone("odd", value -> remainder(value, 2L, 1)),
          alone("sequence", Checks::isSequence),
          alone("string", value -> value instanceof String || value instanceof Markup),
          alone("test", value -> isNameOf(value, Checks::isKnown)),
          alone("true", value -> Boolean.TRUE.equals(value)),
          alone("undefined", value -> value instanceof Undefined),
          alone("upper", value -> Cases.isCased(Texts.str(value), true)),
          with("divisibleby", (value, other) -> remainder(value, other, 0)),
          with("in", Comparisons::among),
          with("sameas", Checks::isSame),
          with("==", Comparisons::equal),
          with("eq", Comparisons::equal),
          with("equalto", Comparisons::equal),
          with("!=", Comparison.Kind.UNEQUAL::holds),
          with("ne", Comparison.Kind.UNEQUAL::holds),
          with(">", Comparison.Kind.MORE::holds),
          with("gt", Comparison.Kind.MORE::holds),
          with("greaterthan", Comparison.Kind.MORE::holds),
          with(">=", Comparison.Kind.AT_LEAST::holds),
          with("ge", Comparison.Kind.AT_LEAST::holds),
          with("<", Comparison.Kind.LESS::holds),
          with("lt", Comparison.Kind.LESS::holds),
          with("lessthan", Comparison.Kind.LESS::holds),
          with("<=", Comparison.Kind.AT_MOST::holds),
          with("le", Comparison.Kind.AT_MOST::holds));

  private Checks() {}

  private static Map.Entry<String, Check> alone(String name, Alone check) {
    return Map.entry(
        name,
        (value, arguments) -> {
          arguments.bind(name, List.of());
          return check.holds(value);
        });
  }

  private static Map.Entry<String, Check> with(String name, WithOther check) {
    return Map.entry(
        name,
        (value, arguments) ->
            check.holds(value, arguments.bind(name, List.of("other")).required(0)));
  }

  /**
   * The test of that name.
   *
   * @param late whether one that there isn't is an error only when it is used
   */
  static Check named(String name, int line, boolean late) {
    Check check = KNOWN.get(name);
    if (check != null) {
      return check;
    }
    JinjaException none = new JinjaException("No test named '" + name + "'.").at(line);
    if (!late) {
      throw none;
    }
    return (value, arguments) -> {
      throw none;
    };
  }

  /** Whether it is the name of one; what can't be a key can't be looked up, which is an error. */
  private static boolean isNameOf(Object value, Predicate<String> known) {
    return Dicts.key(value) instanceof String name && known.test(name);
  }

  private static boolean isKnown(String name) {
    return KNOWN.containsKey(name);
  }

  private static boolean remainder(Object value, Object by, long rest) {
    return Comparisons.equal(Numbers.modulo(value, by), rest);
  }

  private static boolean isSequence(Object value) {
    return value instanceof View view
        ? view.indexed()
        : Values.isSized(value) || value instanceof Markup;
  }

  /** Python's {@code is}: only of what there is one of, the answer doesn't hang on its memory. */
  private static boolean isSame(Object value, Object other) {
    if (isOnly(value) || isOnly(other)) {
      return value.equals(other);
    }
    throw JinjaException.unsupported("the test 'sameas' of a " + Values.typeName(value));
  }

  private static boolean isOnly(Object value) {
    return value instanceof Boolean || value instanceof None;
  }
}
