package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import llmbench.options.BenchOptions.Timeouts;
import llmbench.progress.Quiet;
import org.junit.jupiter.api.Test;

class QuietSentenceTest {

  private static final Optional<Duration> NONE = Optional.empty();
  private static final Optional<Duration> SIX_HOURS = Optional.of(Duration.ofHours(6));
  private static final String END = " Ctrl-C ends the run, with its report.";

  @Test
  void whoWaitsIsToldWhatForSinceWhenAndWhatWouldEndIt() {
    assertThat(said(new Timeouts(NONE, NONE, NONE, SIX_HOURS), new Quiet(30.4, 2, 2)))
        .isEqualTo(
            "No token has come from http://h:8000 for 30 s; 2 requests wait for the first."
                + " -Dllm.first-token-timeout=S would end each after S seconds; as it is,"
                + " total-timeout does after 6 hours."
                + END);
    assertThat(said(Timeouts.NONE, new Quiet(60, 1, 0)))
        .isEqualTo(
            "No token has come from http://h:8000 for 60 s; 1 request waits for the next."
                + " -Dllm.idle-timeout=S would end each after S seconds; as it is, nothing does."
                + END);
  }

  @Test
  void aLimitThatIsSetIsNamedWithItsTime() {
    Optional<Duration> five = Optional.of(Duration.ofMinutes(5));
    assertThat(said(new Timeouts(NONE, five, NONE, SIX_HOURS), new Quiet(31, 2, 1)))
        .endsWith("for the first. first-token-timeout ends each after 5 minutes." + END);
    assertThat(said(new Timeouts(NONE, five, five, SIX_HOURS), new Quiet(31, 2, 0)))
        .endsWith("for the next. idle-timeout ends each after 5 minutes." + END);
  }

  @Test
  void whereThereAreNoTokensAnAnswerIsWaitedFor() {
    String said = new QuietSentence("http://h:8000", false, Timeouts.NONE).of(new Quiet(60, 2, 2));
    assertThat(said)
        .startsWith("No answer has come from http://h:8000 for 60 s; 2 requests wait for one. ");
  }

  private static String said(Timeouts timeouts, Quiet quiet) {
    return new QuietSentence("http://h:8000", true, timeouts).of(quiet);
  }
}
