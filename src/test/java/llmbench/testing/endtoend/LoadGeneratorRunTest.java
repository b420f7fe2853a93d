package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import llmbench.options.given.Sources;
import llmbench.reporting.FinishedRun;
import llmbench.reporting.plan.FinishedLevel;
import llmbench.reporting.plan.FinishedPlan;
import llmbench.run.AfterRun;
import llmbench.runlog.EarlierLevels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a load generator of Gatling Enterprise, as far as it can be told without one. */
class LoadGeneratorRunTest {

  @TempDir Path folder;

  @Test
  void itIsReportedBeforeGatlingIsDone() {
    Sources asked = new Sources(null, Map.of("llm.num-prompts", "2", "llm.random-output-len", "2"));
    AfterRun after =
        new AfterRun(
            FinishedRun::report,
            FinishedLevel::report,
            FinishedPlan::report,
            new AfterRun.Earlier(EarlierLevels::plan, EarlierLevels::measured));
    Path run = InProcessRun.runOnLoadGenerator(asked, folder, after);
    assertThat(run.resolve("vllm.txt")).content().contains("Successful requests:");
    assertThat(run.resolve("llm.html")).isNotEmptyFile();
  }
}
