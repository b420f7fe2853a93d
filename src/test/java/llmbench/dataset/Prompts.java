package llmbench.dataset;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;

/**
 * The prompts of a run. To be taken in this order: the first two draw before those measured.
 *
 * @param test what the connection test says; empty where it is the first measured one's
 * @param warmUps of their own, before the measured ones; empty where there are none
 * @param requests how many measured ones there are: known before they are made, since schedules and
 *     loads go by it
 * @param measured in the order in which they are sent; ordered, to be taken once, and made no
 *     earlier than they are taken where the dataset can do that
 * @param generators as the tool has them behind the prompts: numpy's already, Python's once all are
 *     taken
 * @param times when the measured ones are sent, in place of a rate; empty where a rate says it
 */
public record Prompts(
    Optional<Prompt> test,
    List<Prompt> warmUps,
    int requests,
    Stream<Prompt> measured,
    Generators generators,
    Optional<SendTimes> times)
    implements AutoCloseable {

  public Prompts {
    warmUps = List.copyOf(warmUps);
  }

  /** Prompts that a rate says when to send. */
  Prompts(
      Optional<Prompt> test,
      List<Prompt> warmUps,
      int requests,
      Stream<Prompt> measured,
      Generators generators) {
    this(test, warmUps, requests, measured, generators, Optional.empty());
  }

  /** Measured ones only, as vLLM's datasets have them. */
  static Prompts of(int requests, Stream<Prompt> measured, Generators generators) {
    return new Prompts(Optional.empty(), List.of(), requests, measured, generators);
  }

  /** The same, sent at these times. */
  Prompts at(SendTimes own) {
    return new Prompts(test, warmUps, requests, measured, generators, Optional.of(own));
  }

  /**
   * The same prompts, for the models that a run has in place of its own; those of LoRA are drawn
   * behind all that the dataset has drawn.
   */
  public Prompts assigned(BenchOptions options) {
    BenchOptions.Model model = options.model();
    Prompts lora =
        model
            .lora()
            .map(modules -> assigned(new LoraAssignment(modules, generators.python())))
            .orElse(this);
    return model
        .models()
        .map(models -> assigned(new WeightedAssignment(models, options.dataset().seed())))
        .orElse(lora);
  }

  private Prompts assigned(UnaryOperator<Prompt> models) {
    Stream<Prompt> assigned = measured.sequential().map(models);
    return new Prompts(test, warmUps, requests, assigned, generators, times);
  }

  /** Gives back what they are read from. */
  @Override
  public void close() {
    measured.close();
  }
}
