package llmbench.schedule;

import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;

/**
 * No rate at all: {@code --request-rate inf} of vLLM bench, {@code --rate -1} of evalscope. Nothing
 * is drawn.
 *
 * @param requests how many, at least one
 */
public record AllAtOnce(int requests) implements Arrivals {

  public AllAtOnce {
    Checks.requests(requests);
  }

  @Override
  public PrimitiveIterator.OfDouble seconds() {
    return DoubleStream.generate(() -> 0.0).limit(requests).iterator();
  }
}
