package llmbench.testing.house;

/**
 * What is in the artifact, by the place of its class: all that is neither test nor example, but for
 * the benchmark's own simulation.
 */
final class Product {

  /** Gatling's plugin would find it in the jar, and ask each user which simulation is meant. */
  private static final String SIMULATION = "llmbench.BenchmarkSimulation";

  private Product() {}

  /** Whether a class of ours is part of it. */
  static boolean has(String className) {
    String outermost = className.replaceFirst("\\$.*", "");
    return !outermost.endsWith("Test")
        && !outermost.equals(SIMULATION)
        && !outermost.matches(".*\\b(testing|examples)\\..*");
  }
}
