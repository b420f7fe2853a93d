package llmbench.metrics.levels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Output tokens a second of one user against those of one GPU: what more load gives to all and
 * takes from each. As {@code vllm bench sweep plot_pareto} draws it (vLLM 0.33.0, {@code
 * vllm/benchmarks/sweep/plot_pareto.py}).
 *
 * @param points of the levels, in their order
 * @param front places of those than which no other is better in both, the fastest for its user
 *     first
 */
public record ParetoFront(List<Point> points, List<Integer> front) {

  /** What is less is no less: vLLM's. */
  private static final double EPSILON = 1e-9;

  /**
   * A level.
   *
   * @param perUser output tokens a second of one of the users: requests in flight, or a second
   * @param perGpu output tokens a second of one GPU
   */
  public record Point(double perUser, double perGpu) {}

  public ParetoFront {
    points = List.copyOf(points);
    front = List.copyOf(front);
  }

  /**
   * That of these levels.
   *
   * @param gpus that served them together; 1 where nobody knows, which makes it the tokens of all
   */
  public static ParetoFront of(List<LevelFigures> levels, int gpus) {
    List<Point> points =
        levels.stream()
            .map(
                level ->
                    new Point(
                        level.outputThroughput() / level.load(), level.outputThroughput() / gpus))
            .toList();
    List<Integer> order =
        IntStream.range(0, points.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> points.get(i).perUser())
                    .thenComparingDouble(i -> points.get(i).perGpu())
                    .reversed())
            .toList();
    List<Integer> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (int place : order) {
      if (points.get(place).perGpu() >= best - EPSILON) {
        front.add(place);
        best = Math.max(best, points.get(place).perGpu());
      }
    }
    return new ParetoFront(points, front);
  }
}
