package llmbench.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.timeline.Unasked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnaskedCountTest {

  private final UnaskedCount count = new UnaskedCount();

  @Test
  void ofARunWithoutAnyThereIsNothing() {
    assertThat(count.seen()).isNull();
  }

  @Test
  void theFirstStatusStays() {
    count.came("HTTP/1.1 408 Request Time-out  cache-control: no-cache");
    count.came("HTTP/1.1 200 OK");
    count.came("key=sk-secret");
    assertThat(count.seen()).isEqualTo(new Unasked(3, 408));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.0 200, 200",
    "HTTP/1.1 200 OK, 200",
    "HTTP/1.1 20, 0",
    "HTTP/1.1 2000, 0",
    "http/1.1 200 OK, 0",
    "'\"}]} HTTP/1.1 200 OK', 0",
    "'', 0",
  })
  void aStatusIsKnownWhereBytesBeginAsAnAnswerDoes(String beginning, int status) {
    count.came(beginning);
    assertThat(count.seen()).isEqualTo(new Unasked(1, status));
  }
}
