package llmbench.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

class GivenTimesTest {

  @Test
  void aTimeThatIsOverGoesRightBehindTheOneBeforeIt() {
    List<Double> given = List.of(-3.0, 0.5, 1.5, 0.0, 0.7, 2.0);
    GivenTimes times = new GivenTimes(given.size(), given::get);
    List<Double> made = new ArrayList<>();
    PrimitiveIterator.OfDouble seconds = times.seconds();
    seconds.forEachRemaining((double one) -> made.add(one));
    assertThat(made).containsExactly(0.0, 0.5, 1.5, 1.5, 1.5, 2.0);
    assertThatThrownBy(seconds::nextDouble).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> new GivenTimes(0, given::get)).isInstanceOf(ScheduleException.class);
  }
}
