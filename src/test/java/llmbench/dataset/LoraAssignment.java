package llmbench.dataset;

import java.util.List;
import java.util.function.UnaryOperator;
import llmbench.options.LoraModules;
import llmbench.random.PythonRandom;

/**
 * Which LoRA module answers which prompt. Not thread-safe: prompts come one after the other, in
 * their order.
 *
 * <p>Source: {@code benchmark} in vllm/benchmarks/serve.py, which draws with {@code random.choice},
 * or takes one after the other, before anything is sent.
 */
final class LoraAssignment implements UnaryOperator<Prompt> {

  private final List<String> names;
  private final boolean inTurn;
  private final PythonRandom python;

  /**
   * An assignment.
   *
   * @param python as the dataset left it
   */
  LoraAssignment(LoraModules modules, PythonRandom python) {
    this.names = modules.names();
    this.inTurn = modules.isInTurn();
    this.python = python;
  }

  @Override
  public Prompt apply(Prompt prompt) {
    int place = inTurn ? prompt.index() % names.size() : python.between(0, names.size() - 1);
    return prompt.with(prompt.extras().withModel(names.get(place)));
  }
}
