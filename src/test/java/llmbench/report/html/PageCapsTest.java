package llmbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCapsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 26, 5000})
  void noStepShowsMoreOfAnythingThanTheOneBefore(int runs) {
    List<PageCaps> steps = PageCaps.of(runs);
    for (int i = 1; i < steps.size(); i++) {
      PageCaps more = steps.get(i - 1);
      PageCaps less = steps.get(i);
      assertThat(less.rows()).isLessThanOrEqualTo(more.rows());
      assertThat(less.points()).isLessThanOrEqualTo(more.points());
      assertThat(less.classes()).isLessThanOrEqualTo(more.classes());
      assertThat(less.failures()).isLessThanOrEqualTo(more.failures());
      assertThat(less.bodyChars()).isLessThanOrEqualTo(more.bodyChars());
      assertThat(less.textChars()).isLessThanOrEqualTo(more.textChars());
      assertThat(less.allTables() && !more.allTables()).isFalse();
    }
  }

  /** Whatever a run has, it is drawn before another run is left out. */
  @ParameterizedTest
  @ValueSource(ints = {1, 26})
  void theLastStepStillDrawsDistributions(int runs) {
    List<PageCaps> steps = PageCaps.of(runs);
    PageCaps last = steps.get(steps.size() - 1);
    assertThat(last.rows()).isZero();
    assertThat(last.classes()).isBetween(10, 20);
  }
}
