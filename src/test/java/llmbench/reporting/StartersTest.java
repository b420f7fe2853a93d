package llmbench.reporting;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report makes of who has started the run. */
class StartersTest {

  private static final Path RUN = Path.of("src/test/resources/golden/compare/run");
  private static final String LOG = "simulation.log is missing";

  @TempDir private Path run;
  @TempDir private Path output;

  @Test
  void theLineThatRepeatsARunIsThatOfWhomItWasStartedBy() throws IOException {
    assertThat(reported("")).contains(LOG);
    assertThat(summary()).contains("\nmvn gatling:test -D").contains("-Dbench='vllm bench serve ");
    assertThat(reported("llm-bench")).contains(LOG);
    assertThat(summary()).contains("\n./llm-bench vllm bench serve ").doesNotContain("-Dbench");
  }

  @Test
  void onGatlingEnterpriseThereIsNoLogThatCouldBeMissing() throws IOException {
    assertThat(reported("gatling-enterprise")).doesNotContain(LOG);
  }

  private String summary() throws IOException {
    return Files.readString(output.resolve("summary.md"));
  }

  private String reported(String starter) throws IOException {
    Files.copy(RUN.resolve("requests.jsonl"), run.resolve("requests.jsonl"), REPLACE_EXISTING);
    String facts = Files.readString(RUN.resolve("run.json"));
    String host = "\"host\" : {";
    assertThat(facts).contains(host);
    String said = starter.isEmpty() ? "" : "\"started_by\" : \"" + starter + "\", ";
    Files.writeString(run.resolve("run.json"), facts.replace(host, host + said));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Report.run(new String[] {"--output", output.toString(), run.toString()}, stream, stream);
    return out.toString(StandardCharsets.UTF_8);
  }
}
