package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaidOnceTest {

  @Test
  void fourStepsOfOneServerSayItsTroubleOnceAndAnotherOnceMore() {
    List<String> said = new ArrayList<>();
    SaidOnce once = new SaidOnce(said::add);
    for (int step = 0; step < 4; step++) {
      once.say("no page");
    }
    once.say("gone");
    assertThat(said).containsExactly("no page", "gone");
  }
}
