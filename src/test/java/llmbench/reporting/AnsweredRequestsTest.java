package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import llmbench.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of three answers have only reasoning, under the key that vLLM bench 0.33 doesn't know. */
class AnsweredRequestsTest {

  private static final String DOUBT =
      "Doubt: 2 of 3 answered requests count as failed in the figures of vllm-0.33, which times no"
          + " output of theirs (reasoning_content alone, or another choice than the first). The"
          + " true figures have them, and so have the version before's (report --compat).";

  @TempDir Path folder;

  @BeforeEach
  void run() throws IOException {
    Files.writeString(
        folder.resolve("run.json"),
        "{\"schema\":2,\"state\":\"FINISHED\",\"clock_zero_epoch_millis\":1,\"end_nanos\":9000000,"
            + "\"requests\":3,\"options\":{\"compat\":\"vllm-0.33\",\"backend\":\"openai-chat\"}}");
    Files.writeString(
        folder.resolve("requests.jsonl"), line(0, "RggFD") + line(1, "RgTFD") + line(2, "RggFD"));
  }

  private static String line(int index, String kinds) {
    return "{\"index\":%d,\"name\":\"chat\",\"request_id\":\"\",\"prompt_tokens\":3,"
            .formatted(index)
        + "\"max_tokens\":2,\"sent_ns\":0,\"end_ns\":5000000,\"status\":200,\"resends\":0,"
        + "\"kinds\":\"%s\",\"gaps_ns\":[1000000,1000000,1000000,1000000,0],".formatted(kinds)
        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2},\"finish_reason\":\"stop\","
        + "\"text\":\"a\"}\n";
  }

  @Test
  void theirCountIsSaidWithTheReason() {
    assertThat(said()).containsPattern("Failed requests: +2 ").contains(DOUBT);
  }

  @Test
  void aVersionThatTimesThemHasNone() {
    assertThat(said("--compat=vllm-0.32"))
        .containsPattern("Failed requests: +0 ")
        .doesNotContain("answered requests");
    assertThat(said("--compat=evalscope-1.14")).doesNotContain("answered requests");
  }

  @Test
  void withTheToolsOwnRuleOfSuccessTheyFailAsWell() {
    assertThat(said("--compat-errors=as-the-tool")).contains(DOUBT);
  }

  @Test
  void thePageHasIt() throws IOException {
    String none = said("--output=" + folder);
    assertThat(none).contains(DOUBT);
    assertThat(folder.resolve("llm.html")).content().contains("answered-untimed");
  }

  private String said(String... options) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = folder.toString();
    Report.run(all, out, out);
    return printed.toString(StandardCharsets.UTF_8);
  }
}
