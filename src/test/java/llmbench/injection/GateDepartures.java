package llmbench.injection;

import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Each is sent at its time, or as soon after it as there is room, while the gate lets it. */
final class GateDepartures implements Departures {

  private final int warmUps;
  private final Gate gate;
  private final @Nullable Admission admission;

  /**
   * Those of a run.
   *
   * @param warmUps how many of the first aren't measured: the time of the gate begins behind them
   * @param most how many may be in flight at once; empty for any number
   */
  GateDepartures(int warmUps, OptionalInt most, Gate gate, LongSupplier nanoClock) {
    this.warmUps = warmUps;
    this.gate = gate;
    admission = most.isPresent() ? new Admission(most.getAsInt(), nanoClock) : null;
  }

  @Override
  public void due(int place, Traveller traveller) {
    if (!(place < warmUps ? gate.letsIn() : gate.letsPass())) {
      traveller.stay();
    } else if (admission == null) {
      traveller.go(null);
    } else {
      admission.enter(place, traveller::go);
    }
  }

  @Override
  public void over() {
    if (admission != null) {
      admission.over();
    }
  }

  @Override
  public boolean isOver() {
    return gate.isOver();
  }
}
