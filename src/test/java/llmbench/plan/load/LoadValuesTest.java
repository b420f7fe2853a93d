package llmbench.plan.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,4                | 1 2 4",
        "1,2,4..64            | 1 2 4 8 16 32 64",
        "1,2,4..100           | 1 2 4 8 16 32 64 100",
        "1..64                | 1 2 4 8 16 32 64",
        "1..1.5               | 1 1.5",
        "10,20..50            | 10 20 30 40 50",
        "10,20,30..45         | 10 20 30 40 45",
        "1,3,9..81,100        | 1 3 9 27 81 100",
        "0.5,1,1.5..3         | 0.5 1 1.5 2 2.5 3",
        "4,6,9..30            | 4 6 9 13.5 20.25 30",
        "1, 2 ,inf            | 1 2 inf",
        "8,8                  | 8 8",
      })
  void twoDotsGoOnAsTheNumbersBeforeThem(String list, String values) {
    assertThat(LoadValues.of(list)).isEqualTo(List.of(values.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1,,2        | '' is no number above 0; expected a list such as 1,2,4..64",
        "1,x         | 'x' is no number above 0; expected a list such as 1,2,4..64",
        "1..         | '' is no number above 0; expected a list such as 1,2,4..64",
        "-1,2        | '-1' is no number above 0; expected a list such as 1,2,4..64",
        "8..8        | '8..8' doesn't rise; expected such as 1,2,4..64",
        "4,2..1      | '2..1' doesn't rise; expected such as 1,2,4..64",
        "0..4        | '0..4' doesn't rise; expected such as 1,2,4..64",
        "1,2,5..20   | the numbers before '..' go on neither in equal steps nor by an equal factor",
        "1..inf      | inf is no end or beginning of '..'",
        "1,2..100000 | more than 1000 values",
      })
  void whatIsNoListIsSaid(String list, String why) {
    assertThatThrownBy(() -> LoadValues.of(list)).hasMessage(why);
  }
}
