package llmbench.tokenizer.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison with what stands to its right. */
record Comparison(Kind kind, Expression right) {

  enum Kind {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    IN("in"),
    NOT_IN("not in");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    static @Nullable Kind of(String sign) {
      for (Kind kind : values()) {
        if (kind.sign.equals(sign)) {
          return kind;
        }
      }
      return null;
    }

    boolean holds(Object left, Object right) {
      return switch (this) {
        case EQUAL -> Comparisons.equal(left, right);
        case UNEQUAL -> !Comparisons.equal(left, right);
        case LESS -> Comparisons.compare(left, right) < 0;
        case AT_MOST -> Comparisons.compare(left, right) <= 0;
        case MORE -> Comparisons.compare(left, right) > 0;
        case AT_LEAST -> Comparisons.compare(left, right) >= 0;
        case IN -> Comparisons.among(left, right);
        case NOT_IN -> !Comparisons.among(left, right);
      };
    }
  }

  /** {@code a < b < c}: each with its neighbour, up to the first that doesn't hold. */
  static Object chain(Expression first, List<Comparison> rest, Scope scope) {
    Object left = first.value(scope);
    for (Comparison comparison : rest) {
      Object right = comparison.right().value(scope);
      if (!comparison.kind().holds(left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }
}
