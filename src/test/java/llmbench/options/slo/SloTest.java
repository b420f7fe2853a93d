package llmbench.options.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import llmbench.options.given.OptionsException;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;

class SloTest {

  @Test
  void limitsAreReadInEveryUnitAndWrittenInOne() {
    assertThat(texts("p99_ttft<=200ms, mean_tpot<10ms ,output_throughput>5000,error_rate<=1%"))
        .containsExactly(
            "p99_ttft<=200ms", "mean_tpot<10ms", "output_throughput>5000", "error_rate<=1%");
    assertThat(texts("p99.9_itl < 0.5s,median_e2el≤1e3,max_true_ttft>=250us"))
        .containsExactly("p99.9_itl<500ms", "median_e2el<=1000ms", "max_true_ttft>=0.25ms");
    assertThat(texts("error_rate<0.005,goodput_share>=95%,error_rate<=0,error_rate<=100%"))
        .containsExactly(
            "error_rate<0.5%", "goodput_share>=95%", "error_rate<=0%", "error_rate<=100%");
    assertThat(texts("duration<=2min,completed>=500,failed<1,request_throughput>99.5 req/s"))
        .containsExactly("duration<=120s", "completed>=500", "failed<1", "request_throughput>99.5");
  }

  @Test
  void namesOfTheResultJsonAreTakenAsTheyAre() {
    assertThat(texts("p99_ttft_ms<=200,STD_ITL_MS<1,total_token_throughput>1"))
        .containsExactly("p99_ttft<=200ms", "std_itl<1ms", "total_token_throughput>1");
  }

  @Test
  void everyStatisticIsReadByItsOwnName() {
    for (String name : SloStatistic.names()) {
      SloStatistic statistic = SloStatistic.of(name);
      assertThat(statistic.name()).isEqualTo(name);
    }
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    Random random = new Random(8);
    List<String> names = SloStatistic.names();
    List<Slo.Comparison> comparisons = List.of(Slo.Comparison.values());
    for (int i = 0; i < 2000; i++) {
      Slo.Comparison comparison = comparisons.get(random.nextInt(comparisons.size()));
      SloStatistic statistic = SloStatistic.of(names.get(random.nextInt(names.size())));
      double limit =
          statistic.unit() == SloUnit.PERCENT ? random.nextInt(1001) / 10.0 : random.nextDouble();
      Slo slo = new Slo(statistic, comparison, limit);
      assertThat(Slo.list(slo.text())).containsExactly(slo);
    }
  }

  @Test
  void everyProblemIsSaid() {
    assertThatThrownBy(() -> Slo.list("p99_tfft<=2,mean_tpot<10ms,error_rate<=5,itl"))
        .hasMessage(
            "'p99_tfft' is not a statistic; did you mean p99_ttft or p90_ttft or p99_tpot?;"
                + " '5' can't be its limit; expected a share such as 1% or 0.01;"
                + " 'itl' doesn't have the form STATISTIC<=LIMIT (or <, >=, >)");
    assertThat(Slo.whyNone("mean_tpot<10ms")).isNull();
    assertThat(Slo.whyNone(" ")).isEqualTo("there is none");
  }

  @Test
  void aLimitOnTheGoodputNeedsOne() {
    assertThat(Reading.properties("slo", "goodput_share>=99%", "goodput", "ttft:200").effective())
        .containsEntry("slo", "goodput_share>=99%");
  }

  @Test
  void aLimitMayBeFromABaseline() {
    assertThat(texts("p99_ttft<=baseline+5%, mean_e2el >= baseline - 2.5 %,failed<=baseline"))
        .containsExactly("p99_ttft<=baseline+5%", "mean_e2el>=baseline-2.5%", "failed<=baseline");
    assertThat(Slo.list("p99_ttft<=baseline-10%").get(0).limitFrom(200)).isEqualTo(180);
    assertThatThrownBy(() -> Slo.list("p99_ttft<=baseline+5ms"))
        .hasMessage(
            "'baseline+5ms' can't be a limit; expected baseline, baseline+5% or baseline-5%");
  }

  @Test
  void aLimitFromABaselineNeedsOneThatIsThere() {
    assertThat(problems("slo", "p99_ttft<=baseline+5%"))
        .contains("expected -Dllm.baseline=RUN_DIRECTORY_OR_RESULT_JSON beside it");
    assertThat(problems("slo", "p99_ttft<=baseline", "baseline", "nowhere"))
        .contains("there is nothing; expected a run directory");
    assertThat(problems("slo", "p99_ttft<=1s", "baseline", "pom.xml"))
        .contains("expected a limit from it");
    assertThat(Reading.properties("slo", "p99_ttft<=baseline", "baseline", "pom.xml").effective())
        .containsEntry("baseline", "pom.xml");
  }

  private static String problems(String... settings) {
    OptionsException refused =
        catchThrowableOfType(OptionsException.class, () -> Reading.properties(settings));
    return refused.problems().toString();
  }

  private static List<String> texts(String list) {
    return Slo.list(list).stream().map(Slo::text).toList();
  }
}
