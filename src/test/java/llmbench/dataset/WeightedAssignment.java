package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import llmbench.options.WeightedModels;
import llmbench.random.DrawAt;

/**
 * Which of a run's models answers which prompt: drawn by weight, from the run's seed and the
 * prompt's place alone. So the tool's generators are left as they are, and the same prompt names
 * the same model however many others there are. Thread-safe.
 */
final class WeightedAssignment implements UnaryOperator<Prompt> {

  private final long seed;
  private final List<String> names;
  private final double[] upTo;

  /**
   * An assignment.
   *
   * @param seed of the run
   */
  WeightedAssignment(WeightedModels models, long seed) {
    this.seed = seed;
    this.names = new ArrayList<>(models.weights().keySet());
    this.upTo = models.weights().values().stream().mapToDouble(weight -> weight).toArray();
    for (int i = 1; i < upTo.length; i++) {
      upTo[i] += upTo[i - 1];
    }
  }

  @Override
  public Prompt apply(Prompt prompt) {
    return prompt.with(prompt.extras().withModel(names.get(place(prompt.index()))));
  }

  private int place(int index) {
    double drawn = DrawAt.number(seed, index) * upTo[upTo.length - 1];
    int place = 0;
    while (place < upTo.length - 1 && drawn >= upTo[place]) {
      place++;
    }
    return place;
  }
}
