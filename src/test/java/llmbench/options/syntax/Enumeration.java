package llmbench.options.syntax;

import java.util.List;

/** Several names in a sentence. */
public final class Enumeration {

  private Enumeration() {}

  /** {@code a, b and c}. */
  public static String and(List<String> names) {
    return joined(names, " and ");
  }

  /** {@code a, b or c}. */
  public static String or(List<String> names) {
    return joined(names, " or ");
  }

  private static String joined(List<String> names, String last) {
    int before = names.size() - 1;
    return before < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, before)) + last + names.get(before);
  }
}
