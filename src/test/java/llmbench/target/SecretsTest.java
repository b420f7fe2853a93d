package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final Secrets SECRETS = Secrets.of(List.of("sk-a/b\"c+d", "EMPTY", "longer-one"));

  @Test
  void aSecretIsHiddenAsItIsAndAsJsonAndUrlsWriteIt() {
    assertThat(
            SECRETS.hide(
                "1 sk-a/b\"c+d 2 sk-a/b\\\"c+d 3 sk-a\\/b\\\"c+d 4 sk-a%2Fb%22c%2Bd 5 longer-one"))
        .isEqualTo("1 *** 2 *** 3 *** 4 *** 5 ***");
  }

  @Test
  void theBeginningOfOneThatWasCutOffIsHiddenAsWell() {
    assertThat(SECRETS.hide("the key was longer-on")).isEqualTo("the key was ***");
    assertThat(SECRETS.hide("the key was longer")).isEqualTo("the key was ***");
    assertThat(SECRETS.hide("it was long")).isEqualTo("it was long");
  }

  @Test
  void aShortValueIsNoSecret() {
    assertThat(SECRETS.hide("EMPTY")).isEqualTo("EMPTY");
  }

  @Test
  void bothTextsOfAFaultAreSearchedAndNothingElseIsChanged() {
    assertThat(SECRETS.hide(new Fault(FaultKind.CUT, "longer-one", "x longer-one y")))
        .isEqualTo(new Fault(FaultKind.CUT, "***", "x *** y"));
    assertThat(SECRETS.hide(new Fault(FaultKind.CUT, "m", null)))
        .isEqualTo(new Fault(FaultKind.CUT, "m", null));
    assertThat(SECRETS.hide((Fault) null)).isNull();
    assertThat(SECRETS.hideOrNull(null)).isNull();
    assertThat(SECRETS).hasToString("Secrets[***]");
  }

  @Test
  void ofAFaultOnlyTheTextsChange() {
    assertThat(SECRETS.hide(new Fault(FaultKind.CUT, "at longer-one", "longer-one", true)))
        .isEqualTo(new Fault(FaultKind.CUT, "at ***", "***", true));
  }
}
