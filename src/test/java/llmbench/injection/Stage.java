package llmbench.injection;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A part of a simulation: what comes next waits until its users are through.
 *
 * @param main the population that is waited for
 * @param beside populations that begin with it, and that nobody waits for
 */
public record Stage(PopulationBuilder main, List<PopulationBuilder> beside) {

  public Stage {
    beside = List.copyOf(beside);
  }

  /** A population by itself. */
  public Stage(PopulationBuilder main) {
    this(main, List.of());
  }

  /** The same, each population changed. */
  public Stage map(UnaryOperator<PopulationBuilder> change) {
    return new Stage(change.apply(main), beside.stream().map(change).toList());
  }

  /** One stage after the other, for Gatling: the populations that begin at once. */
  public static List<PopulationBuilder> inOrder(List<Stage> stages) {
    List<PopulationBuilder> next = List.of();
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      List<PopulationBuilder> begin = new ArrayList<>();
      begin.add(
          next.isEmpty()
              ? stage.main()
              : stage.main().andThen(next.toArray(PopulationBuilder[]::new)));
      begin.addAll(stage.beside());
      next = begin;
    }
    return next;
  }
}
