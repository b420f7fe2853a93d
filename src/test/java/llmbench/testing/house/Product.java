package llmbench.testing.house;

/**
 * What is in the artifact, by the place of its class: all that is neither test nor example, but for
 * the benchmark's own simulation and who starts it.
 */
final class Product {

  /** Gatling's plugin would find it in the jar, and ask each user which simulation is meant. */
  private static final String SIMULATION = "llmbench.BenchmarkSimulation";

  /** Starts it, in the clone and in the distribution: no part of a library. */
  private static final String LAUNCHER = "llmbench.launcher.";

  private Product() {}

  /** Whether a class of ours is part of it. */
  static boolean has(String className) {
    String outermost = className.replaceFirst("\\$.*", "");
    return !outermost.endsWith("Test")
        && !outermost.equals(SIMULATION)
        && !outermost.startsWith(LAUNCHER)
        && !outermost.matches(".*\\b(testing|examples)\\..*");
  }

  /** Whether a class is part of the distribution: of the artifact, or what runs a benchmark. */
  static boolean runs(String className) {
    String outermost = className.replaceFirst("\\$.*", "");
    return has(className)
        || outermost.equals(SIMULATION)
        || (outermost.startsWith(LAUNCHER) && !outermost.endsWith("Test"));
  }
}
