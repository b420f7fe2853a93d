package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureKindTest {

  @Test
  void checksThatMissedOneLimitAreOneKind() {
    assertThat(
            kinds(
                "time to first token is 350 ms, not at most 200 ms",
                "time to first token is 1200 ms, not at most 200 ms",
                "time to first token is 350 ms, not at most 300 ms",
                "3 completion tokens, fewer than 4",
                "1 completion token, fewer than 4"))
        .extracting(FailureKind::count, FailureKind::message)
        .containsExactly(
            tuple(2, "time to first token is 350 ms, not at most 200 ms, and others like it"),
            tuple(1, "time to first token is 350 ms, not at most 300 ms"),
            tuple(2, "3 completion tokens, fewer than 4, and others like it"));
  }

  @Test
  void howFarTheStreamCameIsSaidOfOneAndNotOfSeveral() {
    assertThat(kinds("it ended, after 3 output chunks"))
        .extracting(FailureKind::message)
        .containsExactly("it ended, after 3 output chunks");
    assertThat(kinds("it ended, after 1 output chunk", "it ended, after 3 output chunks"))
        .extracting(FailureKind::count, FailureKind::message)
        .containsExactly(tuple(2, "it ended, after n output chunks"));
  }

  @Test
  void theServersOwnWordsAreTheSentence() {
    assertThat(sentence("{\"error\":{\"message\":\"No model \\\"x\\\".\",\"code\":404}}"))
        .isEqualTo("No model \"x\".");
    assertThat(sentence("{\"detail\": \"Not Found\"}")).isEqualTo("Not Found.");
    assertThat(sentence("<html>")).isEqualTo("http-status: 404 Not Found.");
    assertThat(sentence(null)).isEqualTo("http-status: 404 Not Found.");
    assertThat(sentence("{\"message\":\"cut")).isEqualTo("http-status: 404 Not Found.");
  }

  /** Tried from each digit on, it would take a quarter of an hour. */
  @Test
  void aMessageOfAMillionDigitsHoldsNobodyUp() {
    String digits = "1".repeat(1_000_000);
    assertThat(
            assertTimeoutPreemptively(
                Duration.ofMinutes(2), () -> kinds(digits, "1,".repeat(500_000), digits)))
        .extracting(FailureKind::count)
        .containsExactly(2, 1);
  }

  private static String sentence(@Nullable String body) {
    return new FailureKind("http-status", "404 Not Found", 1, body).sentence();
  }

  private static List<FailureKind> kinds(String... messages) {
    return FailureKind.of(
        Requests.of(Arrays.stream(messages).map(FailureKindTest::failed).toList()));
  }

  private static RequestRecord failed(String message) {
    Fault fault = new Fault(FaultKind.CHECK, message, null);
    return new RequestRecord(
        0, "ask", "", 1, 1, 0, 1, 200, 0, Messages.NONE, null, null, "", "", fault);
  }
}
