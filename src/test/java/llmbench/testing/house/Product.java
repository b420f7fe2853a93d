package llmbench.testing.house;

/** What is in the artifact, by the place of its class: all that is neither test nor example. */
final class Product {

  private Product() {}

  /** Whether a class of ours is part of it. */
  static boolean has(String className) {
    String outermost = className.replaceFirst("\\$.*", "");
    return !outermost.endsWith("Test") && !outermost.matches(".*\\b(testing|examples)\\..*");
  }
}
