package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import llmbench.options.slo.Slo;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final SloResult KEPT = result(100);
  private static final SloResult BROKEN = result(300);
  private static final List<Doubt> DOUBT = List.of(new FileDoubt.LogOnly());

  @Test
  void aRunFailsByNoSuccessTooManyErrorsOrABrokenSlo() {
    assertThat(of(true, List.of(KEPT), List.of(), false))
        .extracting(Outcome::isFailure, Outcome::line)
        .containsExactly(false, "The SLO is kept; no doubt");
    assertThat(of(true, List.of(KEPT, BROKEN), List.of(), false))
        .extracting(Outcome::isFailure, Outcome::line)
        .containsExactly(true, "1 of 2 SLOs is broken");
    assertThat(of(false, List.of(BROKEN), DOUBT, false))
        .extracting(Outcome::isFailure, Outcome::line)
        .containsExactly(true, "Nothing succeeded; the SLO is broken");
    Stop errors = new Stop(StopCause.MAX_ERRORS, "6 of 10");
    assertThat(new Outcome(true, Optional.of(errors), List.of(), List.of(), false).line())
        .isEqualTo("Too many requests failed");
    Stop dataset = new Stop(StopCause.DATASET, "line 7: isn't UTF-8");
    Outcome cut = new Outcome(true, Optional.of(dataset), List.of(BROKEN), List.of(), false);
    assertThat(cut.line()).isEqualTo("The dataset could not make all prompts; the SLO is broken");
    assertThat(cut.tooManyErrors()).isEmpty();
  }

  @Test
  void aDoubtMakesARunFailOnlyWhereThatIsAskedFor() {
    assertThat(of(true, List.of(), DOUBT, false))
        .extracting(Outcome::isFailure, Outcome::line)
        .containsExactly(false, "No SLO was asked for; 1 doubt");
    assertThat(of(true, List.of(KEPT, KEPT), DOUBT, true))
        .extracting(Outcome::isFailure, Outcome::line)
        .containsExactly(true, "There is a doubt, and fail-on-doubts is set");
    assertThat(of(true, List.of(KEPT, KEPT), List.of(), true).line())
        .isEqualTo("All 2 SLOs are kept; no doubt");
  }

  @Test
  void aRunThatEndedEarlySaysSoFirst() {
    List<Doubt> early = List.of(new FileDoubt.NotFinished("was stopped before its end"));
    assertThat(of(true, List.of(KEPT), early, false).line())
        .isEqualTo("Ended early; the SLO is kept; 1 doubt");
  }

  private static Outcome of(
      boolean anySuccess, List<SloResult> slos, List<Doubt> doubts, boolean failOnDoubts) {
    return new Outcome(anySuccess, Optional.empty(), slos, doubts, failOnDoubts);
  }

  private static SloResult result(double measured) {
    return new SloResult(Slo.list("p99_ttft<=200ms").get(0), OptionalDouble.of(measured));
  }
}
