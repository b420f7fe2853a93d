package llmbench.dataset.conversations;

import java.util.Iterator;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import llmbench.conversation.EvalscopePlay;
import llmbench.conversation.Numbered;
import llmbench.dataset.Generators;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.Turns;
import org.jspecify.annotations.Nullable;

/** How a run's conversations are played, by what was asked for of it. */
public final class AskedPlay {

  private AskedPlay() {}

  /**
   * evalscope's play, which draws from the generators of its conversations.
   *
   * @param options of evalscope
   * @param taken those that it takes
   */
  public static EvalscopePlay evalscope(
      BenchOptions options, Conversations conversations, Iterator<Numbered> taken) {
    EvalscopePlay.Draws draws =
        new EvalscopePlay.Draws(
            pauses(options, conversations.generators()),
            () -> maxTokens(options, conversations.generators()));
    return new EvalscopePlay(extent(options), taken, draws);
  }

  private static EvalscopePlay.Extent extent(BenchOptions options) {
    OptionalInt most =
        options.dataset().options().turns().map(Turns::most).orElse(OptionalInt.empty());
    OptionalLong duration =
        options
            .stops()
            .duration()
            .map(each -> OptionalLong.of(each.toNanos()))
            .orElse(OptionalLong.empty());
    return new EvalscopePlay.Extent(options.load().maxConcurrency().orElseThrow(), most, duration);
  }

  /** {@code np.random.exponential(1.0 / rate)}; null without a rate. */
  private static @Nullable DoubleSupplier pauses(BenchOptions options, Generators generators) {
    return options
        .load()
        .paced()
        .map(paced -> 1.0 / paced.pace().perSecond().orElseThrow())
        .<DoubleSupplier>map(mean -> () -> generators.numpy().nextExponential(mean))
        .orElse(null);
  }

  private static int maxTokens(BenchOptions options, Generators generators) {
    EvalscopeOptions.Range asked = options.evalscope().orElseThrow().maxTokens();
    int low = (int) asked.low();
    return low == asked.high() ? low : generators.python().between(low, (int) asked.high());
  }
}
