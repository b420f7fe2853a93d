package llmbench.options;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * When requests are sent, as it was asked for. What times that makes, by which version of a tool,
 * is the room schedule's.
 */
public sealed interface Pace {

  /** How evalscope says that there is no rate. */
  double NO_RATE = -1;

  /** In plain English, to be followed by how many may be in flight. */
  String said();

  /** The one rate that was asked for, in requests a second; empty where there is none. */
  default OptionalDouble perSecond() {
    return OptionalDouble.empty();
  }

  /** The burstiness of the gaps of a rate, infinite where all are the same; empty without one. */
  default OptionalDouble bursts() {
    return OptionalDouble.empty();
  }

  /**
   * A rate, and gaps that are drawn by the tool's own rule.
   *
   * @param rate requests a second, finite and more than 0
   * @param burstiness of vLLM bench's gaps, more than 0, also infinite; 1, a Poisson process, is
   *     evalscope's only one
   */
  record Drawn(double rate, double burstiness) implements Pace {

    @Override
    public String said() {
      return plain(rate) + " requests a second on average, " + process(burstiness);
    }

    @Override
    public OptionalDouble perSecond() {
      return OptionalDouble.of(rate);
    }

    @Override
    public OptionalDouble bursts() {
      return OptionalDouble.of(burstiness);
    }
  }

  /**
   * A rate, and gaps that are all the same: a setting of ours.
   *
   * @param rate requests a second, finite and more than 0
   */
  record Even(double rate) implements Pace {

    @Override
    public String said() {
      return plain(rate) + " requests a second, all gaps the same";
    }

    @Override
    public OptionalDouble perSecond() {
      return OptionalDouble.of(rate);
    }

    @Override
    public OptionalDouble bursts() {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
  }

  /**
   * vLLM bench's ramp-up: gaps that are drawn, of a rate that rises from request to request.
   *
   * @param burstiness as of {@link Drawn}
   */
  record Rising(RampUp rampUp, double burstiness) implements Pace {

    @Override
    public String said() {
      return "from %d to %d requests a second, rising by %s request, %s"
          .formatted(
              rampUp.startRps(),
              rampUp.endRps(),
              rampUp.strategy() == RampUp.Strategy.LINEAR
                  ? "as much at each"
                  : "the same factor at each",
              process(burstiness));
    }
  }

  /**
   * Times that are read from a file: a setting of ours.
   *
   * @param file has a JSON object with a timestamp on each line
   * @param speed 2 sends twice as fast as was recorded; finite and more than 0
   */
  record Recorded(Path file, double speed) implements Pace {

    @Override
    public String said() {
      return "at the times of "
          + file
          + (speed == 1 ? "" : ", at " + plain(speed) + " times its speed");
    }
  }

  /** Times that the dataset has: those of vLLM bench's timed trace. */
  record OfDataset() implements Pace {

    @Override
    public String said() {
      return "at the times that the dataset has, whatever the rate";
    }
  }

  private static String process(double burstiness) {
    return burstiness == 1
        ? "at random (a Poisson process)"
        : "gaps drawn with a burstiness of " + plain(burstiness);
  }

  private static String plain(double number) {
    return Double.isInfinite(number)
        ? "infinity"
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
