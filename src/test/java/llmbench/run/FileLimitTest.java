package llmbench.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import llmbench.process.OpenFiles;
import org.junit.jupiter.api.Test;

class FileLimitTest {

  private static final Optional<OpenFiles> FEW = Optional.of(new OpenFiles(180, 300));

  @Test
  void aRunThatNeedsMoreFilesThanItMayHaveIsRefusedWithTheFigure() {
    assertThatThrownBy(() -> FileLimit.check(FEW, 130, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Too few files may be open in this process: 300, and 130 requests at once need 480"
                + " (both ends of each connection, as the server is simulated); nothing was sent."
                + " Raise the limit (ulimit -n 480), or send fewer at once"
                + " (-Dllm.max-concurrency=40).");
    assertThatThrownBy(() -> FileLimit.check(FEW, 130, false))
        .hasMessageContaining("130 requests at once need 350; nothing")
        .hasMessageEndingWith("(-Dllm.max-concurrency=80).");
    assertThatThrownBy(() -> FileLimit.check(Optional.of(new OpenFiles(180, 200)), 2, false))
        .hasMessageEndingWith("Raise the limit (ulimit -n 224).");
  }

  @Test
  void asManyAtOnceAsItNamesAreAccepted() {
    assertThatCode(() -> FileLimit.check(FEW, 40, true)).doesNotThrowAnyException();
    assertThatCode(() -> FileLimit.check(FEW, 80, false)).doesNotThrowAnyException();
    assertThatCode(() -> FileLimit.check(Optional.empty(), 1_000_000, true))
        .as("a system that doesn't tell")
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> FileLimit.check(FEW, 41, true)).hasMessageContaining("need 302");
    assertThatThrownBy(() -> FileLimit.check(FEW, 81, false)).hasMessageContaining("need 301");
  }
}
