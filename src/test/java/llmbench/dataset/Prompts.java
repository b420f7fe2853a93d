package llmbench.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.random.NumpyLegacyRandom;

/**
 * The prompts of a run. To be taken in this order: the first two draw before the third.
 *
 * @param test what the connection test says; empty where it is the first measured one's
 * @param warmUps of their own, before the measured ones; empty where there are none
 * @param measured in the order in which they are sent, as many as there are; ordered, to be taken
 *     once, and made no earlier than they are taken where the dataset can do that
 * @param numpy numpy's global generator, as the tool has it once all prompts are made: what draws
 *     next, the schedule, goes on with it
 */
public record Prompts(
    Optional<Prompt> test, List<Prompt> warmUps, Stream<Prompt> measured, NumpyLegacyRandom numpy)
    implements AutoCloseable {

  public Prompts {
    warmUps = List.copyOf(warmUps);
  }

  /** Measured ones only, as vLLM's datasets have them. */
  static Prompts of(Stream<Prompt> measured, NumpyLegacyRandom numpy) {
    return new Prompts(Optional.empty(), List.of(), measured, numpy);
  }

  /** Gives back what they are read from. */
  @Override
  public void close() {
    measured.close();
  }
}
