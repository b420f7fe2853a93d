package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelDoubtTest {

  @Test
  void eachKindIsSaidOnceWithTheLevelsThatRaiseIt() {
    Map<String, List<Doubt>> doubts = new LinkedHashMap<>();
    doubts.put("a", List.of(new ClientDoubt.ClockStepped(70), new ClientDoubt.ClockStepped(9)));
    doubts.put("b", List.of(new FileDoubt.LogOnly(), new ClientDoubt.ClockStepped(-51)));
    doubts.put("c", List.of());
    doubts.put("d", List.of(new FileDoubt.LogOnly()));
    assertThat(LevelDoubt.gathered(doubts))
        .containsExactly(
            new LevelDoubt(List.of("a", "b"), new ClientDoubt.ClockStepped(70)),
            new LevelDoubt(List.of("b", "d"), new FileDoubt.LogOnly()));
  }

  @Test
  void ofManyLevelsTheFirstAreNamed() {
    FileDoubt doubt = new FileDoubt.LogOnly();
    List<String> levels = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
    assertThat(new LevelDoubt(levels.subList(0, 1), doubt).message())
        .isEqualTo("1: " + doubt.message());
    assertThat(new LevelDoubt(levels.subList(0, 2), doubt).message()).endsWith("; likewise 2");
    assertThat(new LevelDoubt(levels, doubt).message())
        .endsWith("; likewise 2, 3, 4, 5, 6, 7, 8, 9 and 2 more");
  }
}
