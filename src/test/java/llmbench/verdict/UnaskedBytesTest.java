package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Unasked;
import llmbench.verdict.testing.CleanRun;
import org.junit.jupiter.api.Test;

class UnaskedBytesTest {

  private final CleanRun run = new CleanRun();

  @Test
  void connectionsThatBroughtWhatNobodyHadAskedFor() {
    run.with(new Unasked(3, 408));
    assertThat(run.doubts()).containsExactly(new UnaskedBytes(3, 408));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "3 connections brought bytes that no request had asked for, and were closed; what came"
                + " first was an answer with status 408");
  }

  @Test
  void oneThatBroughtNoAnswersBeginning() {
    run.with(new Unasked(1, 0));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "1 connection brought bytes that no request had asked for, and was closed; what came"
                + " first was the beginning of none, perhaps the rest of the answer before");
  }

  @Test
  void itIsSaidWhereNothingSucceededToo() {
    run.with(new Unasked(500, 0));
    Fault fault = new Fault(FaultKind.MALFORMED, "the answer is not JSON", null);
    run.each =
        request ->
            new llmbench.timeline.RequestRecord(
                request.index(),
                request.name(),
                "",
                100,
                100,
                request.sentNanos(),
                request.endNanos(),
                200,
                0,
                request.messages(),
                null,
                null,
                "",
                "",
                fault);
    assertThat(run.doubts()).contains(new UnaskedBytes(500, 0));
  }
}
