package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import llmbench.options.slo.Slo;
import org.junit.jupiter.api.Test;

class SloResultTest {

  @Test
  void aKeptLimitSaysHowFarItIs() {
    assertThat(result("p99_ttft<=200ms", 97.104).line())
        .isEqualTo("p99_ttft<=200ms: 97.10 ms, 51.4 % below its limit");
    assertThat(result("output_throughput>5000", 9460.456).line())
        .isEqualTo("output_throughput>5000: 9460.46 /s, 89.2 % above its limit");
    assertThat(result("error_rate<=1%", 0.2).line())
        .isEqualTo("error_rate<=1%: 0.20 %, 0.80 points below its limit");
    assertThat(result("failed<=3", 1).line()).isEqualTo("failed<=3: 1, 2 below its limit");
  }

  @Test
  void theLimitItselfWillDoOrNot() {
    assertThat(result("p99_ttft<=200ms", 200).kept()).isTrue();
    assertThat(result("p99_ttft<200ms", 200).kept()).isFalse();
    assertThat(result("completed>=5", 5).kept()).isTrue();
    assertThat(result("completed>5", 5).kept()).isFalse();
    assertThat(result("completed>5", 5).line()).isEqualTo("completed>5: 5, exactly its limit");
  }

  @Test
  void whatIsShownNeverLooksLikeTheLimitWhenItIsBroken() {
    SloResult broken = result("p99_ttft<=200ms", 200.00004);
    assertThat(broken.kept()).isFalse();
    assertThat(broken.line())
        .isEqualTo("p99_ttft<=200ms: 200.00004 ms, less than 0.1 % above its limit");
  }

  @Test
  void aLimitOfNothingHasNoPercent() {
    assertThat(result("error_rate<=0%", 2.5).margin()).isEqualTo("2.50 points above its limit");
    assertThat(result("mean_ttft>0ms", 3).margin()).isEqualTo("3.00 ms above its limit");
  }

  @Test
  void whatWasNotMeasuredKeepsNoLimit() {
    SloResult none = new SloResult(Slo.list("p99_ttft<=200ms").get(0), OptionalDouble.empty());
    assertThat(none.kept()).isFalse();
    assertThat(none.line())
        .isEqualTo("p99_ttft<=200ms: not measured, no request has a value for it");
  }

  @Test
  void aLimitFromABaselineSaysBothValues() {
    assertThat(against("p99_ttft<=baseline+5%", 100, 103).line())
        .isEqualTo(
            "p99_ttft<=baseline+5%: 103.00 ms, 1.9 % below its limit"
                + " (limit 105.00 ms, baseline 100.00 ms)");
    assertThat(against("p99_ttft<=baseline+5%", 100, 105.1).kept()).isFalse();
    assertThat(against("output_throughput>=baseline-10%", 500, 450).kept()).isTrue();
    assertThat(against("output_throughput>=baseline", 500, 499).kept()).isFalse();
  }

  /** Of a share of 0.5 % nobody wants 0.525 %. */
  @Test
  void aShareIsAsManyPointsFromItsBaseline() {
    assertThat(against("error_rate<=baseline+1%", 0.5, 1.5).kept()).isTrue();
    assertThat(against("error_rate<=baseline+1%", 0, 1.5).line())
        .isEqualTo(
            "error_rate<=baseline+1%: 1.50 %, 0.50 points above its limit"
                + " (limit 1.00 %, baseline 0.00 %)");
  }

  @Test
  void withoutAValueOfTheBaselineNothingIsKeptAndItIsSaidWhy() {
    Slo slo = Slo.list("mean_itl<=baseline").get(0);
    SloLimit none = SloLimit.of(slo, SloBaseline.none("its baseline is lost"));
    SloResult result = new SloResult(slo, none, OptionalDouble.of(3));
    assertThat(result.kept()).isFalse();
    assertThat(result.line()).isEqualTo("mean_itl<=baseline: 3.00 ms, its baseline is lost");
  }

  private static SloResult against(String text, double baseline, double measured) {
    Slo slo = Slo.list(text).get(0);
    SloBaseline there = new SloBaseline(statistic -> OptionalDouble.of(baseline), "");
    return new SloResult(slo, SloLimit.of(slo, there), OptionalDouble.of(measured));
  }

  private static SloResult result(String slo, double measured) {
    return new SloResult(Slo.list(slo).get(0), OptionalDouble.of(measured));
  }
}
