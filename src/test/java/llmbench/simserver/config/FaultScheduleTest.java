package llmbench.simserver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultScheduleTest {

  private static FaultSchedule.Arrival arrival(int index, String id, String prompt) {
    return new FaultSchedule.Arrival(index, id, List.of(new PromptCounter.Turn("user", prompt)));
  }

  private static @Nullable ServerFault at(FaultSchedule schedule, int index) {
    return schedule.of(arrival(index, "", ""));
  }

  private static List<String> faults(FaultSchedule schedule, int requests) {
    return IntStream.range(0, requests).mapToObj(i -> String.valueOf(at(schedule, i))).toList();
  }

  @ParameterizedTest
  @EnumSource(ServerFaultKind.class)
  void everyKindIsFoundByItsName(ServerFaultKind kind) {
    ServerFault fault = ServerFault.of(kind);
    assertThat(ServerFault.of(fault.toString())).isEqualTo(fault);
    assertThat(ServerFault.of(kind.label())).isEqualTo(fault);
  }

  @Test
  void numbersAndChunksAreRead() {
    assertThat(ServerFault.of("giant-5000@3"))
        .isEqualTo(new ServerFault(ServerFaultKind.GIANT, 5_000, 3));
    assertThat(ServerFault.of("cut-rst@12"))
        .isEqualTo(new ServerFault(ServerFaultKind.CUT_RST, 0, 12));
    assertThat(ServerFault.of("error-event-close@0"))
        .isEqualTo(new ServerFault(ServerFaultKind.ERROR_EVENT_CLOSE, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RESET",
        "reset-1",
        "reset@1",
        "http-399",
        "http-600",
        "http-",
        "cut-rst@",
        "cut-rst@-1",
        "cut-rst@9999999999",
        "multi-1",
        "cut"
      })
  void whatIsNoFaultIsRefused(String text) {
    assertThatThrownBy(() -> ServerFault.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListSaysWhichRequestMeetsWhichFault() {
    FaultSchedule schedule =
        FaultSchedule.parse("3:reset, 7:http-503,id=a:b:close,prompt=two words:cut-fin@2");
    assertThat(faults(schedule, 9))
        .containsExactly(
            "null", "null", "null", "reset", "null", "null", "null", "http-503", "null");
    assertThat(schedule.of(arrival(0, "a:b", ""))).hasToString("close");
    assertThat(schedule.of(arrival(0, "", "of two words."))).hasToString("cut-fin@2");
    assertThat(schedule.of(arrival(3, "a:b", "two words"))).hasToString("reset");
    assertThat(faults(FaultSchedule.parse("1:reset,*:crlf"), 3))
        .containsExactly("crlf", "reset", "crlf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "reset", "3:", ":reset", "-1:reset", "3:reset,", "id=:reset"})
  void whatIsNoListIsRefused(String list) {
    assertThatThrownBy(() -> FaultSchedule.parse(list))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSeedGivesTheSameFaultsInWhateverOrder() {
    List<String> once = faults(FaultSchedule.random(7, 400, 0.5), 400);
    FaultSchedule again = FaultSchedule.random(7, 400, 0.5);
    for (int i = 399; i >= 0; i--) {
      assertThat(String.valueOf(at(again, i))).isEqualTo(once.get(i));
    }
    assertThat(faults(FaultSchedule.random(8, 400, 0.5), 400)).isNotEqualTo(once);
  }

  @Test
  void randomFaultsAreOfAllKindsAndAsManyAsTheRateSays() {
    FaultSchedule schedule = FaultSchedule.random(1, 10_000, 0.2);
    List<ServerFault> found =
        IntStream.range(0, 10_000).mapToObj(i -> at(schedule, i)).filter(Objects::nonNull).toList();
    // Six standard deviations of 2000: 6 * sqrt(10000 * 0.2 * 0.8).
    assertThat(found).hasSizeBetween(2_000 - 240, 2_000 + 240);
    assertThat(found).extracting(ServerFault::kind).contains(ServerFaultKind.values());
    assertThat(found).extracting(ServerFault::afterChunks).contains(0, 1, 5, 9);
    assertThat(at(FaultSchedule.random(1, 5, 1), 4)).isNotNull();
    assertThat(at(FaultSchedule.random(1, 5, 1), 5)).isNull();
    assertThat(faults(FaultSchedule.random(1, 50, 0), 50)).containsOnly("null");
  }

  @Test
  void whatCantBeDrawnFromIsSaid() {
    assertThatThrownBy(() -> FaultSchedule.random(1, 5, 0.5, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no faults to choose from: give at least one");
    for (double rate : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> FaultSchedule.random(1, 5, rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the rate of faults must be from 0 to 1, not " + rate);
    }
  }

  @Test
  void theFirstOfTwoSchedulesCounts() {
    FaultSchedule both =
        FaultSchedule.at(Map.of(1, ServerFault.of("reset")))
            .or(FaultSchedule.all(ServerFault.of("crlf")));
    assertThat(faults(both, 2)).containsExactly("crlf", "reset");
  }
}
