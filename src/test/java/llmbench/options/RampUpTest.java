package llmbench.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import llmbench.options.RampUp.Rise;
import llmbench.options.RampUp.Strategy;
import org.junit.jupiter.api.Test;

class RampUpTest {

  /** vLLM's own record of a run of six requests, 2 to 7 requests a second: each is one more. */
  @Test
  void eachWholeRateIsReachedAtARequestAndSeveralMayBeAtOne() {
    assertThat(new RampUp(Strategy.LINEAR, 2, 7).rises(6))
        .containsExactly(
            new Rise(3, 1), new Rise(4, 2), new Rise(5, 3), new Rise(6, 4), new Rise(7, 5));
    assertThat(new RampUp(Strategy.EXPONENTIAL, 1, 5).rises(3))
        .containsExactly(new Rise(2, 1), new Rise(3, 2), new Rise(4, 2), new Rise(5, 2));
    assertThat(new RampUp(Strategy.LINEAR, 2, 9).rises(1)).isEmpty();
    assertThat(new RampUp(Strategy.LINEAR, 5, 5).rises(9)).isEmpty();
  }

  @Test
  void whatFallsOrBeginsAtNothingIsRefusedInASentence() {
    assertThatThrownBy(() -> new RampUp(Strategy.EXPONENTIAL, 0, 5))
        .hasMessage(
            "--ramp-up-start-rps must be 1 or more, not 0: at 0 requests a second the first request"
                + " would never be sent; vLLM bench fails there, too.");
    assertThatThrownBy(() -> new RampUp(Strategy.LINEAR, 9, 3))
        .hasMessage(
            "--ramp-up-start-rps 9 is above --ramp-up-end-rps 3: a ramp-up rises. Exchange them, or"
                + " use --request-rate.");
    assertThatThrownBy(() -> new RampUp(Strategy.LINEAR, 1, Integer.MAX_VALUE))
        .hasMessage("--ramp-up-end-rps must be 1000000 or less, not 2147483647.");
  }
}
