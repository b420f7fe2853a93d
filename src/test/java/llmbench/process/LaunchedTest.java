package llmbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaunchedTest {

  private static final String MESSAGE =
      "--bogus (in -Dbench): unknown option; give it as -Dllm.slo, or see mvn gatling:test";

  @AfterEach
  void forget() {
    System.clearProperty("llmbench.launcher.results");
  }

  @Test
  void aMessageIsInTheWordsOfWhoeverStartedTheRun() {
    assertThat(Launched.worded(MESSAGE)).isEqualTo(MESSAGE);
    Launched.into(Path.of("a b"));
    assertThat(Launched.worded(MESSAGE))
        .isEqualTo("--bogus: unknown option; give it as --slo, or see llm-bench run");
  }

  @Test
  void theRunsFolderIsTheLaunchers() {
    assertThat(Launched.orHere()).isEqualTo(Path.of("results"));
    Launched.into(Path.of("a b"));
    assertThat(RunDirectory.askedFolder()).contains(Path.of("a b"));
  }
}
