package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import llmbench.options.given.Sources;
import llmbench.reporting.FinishedRun;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.Timing;
import llmbench.timeline.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run without a tokenizer, from its command line to its report. */
class NoTokenizerRunTest {

  @TempDir Path folder;

  @Test
  void itSendsTextsAndReportsNoTokens() throws IOException {
    Path file = folder.resolve("own.jsonl");
    Files.writeString(
        file, "{\"prompt\": \"Which of these is a longer text?\"}\n{\"prompt\": \"This one.\"}\n");
    try (SimServer server =
        InProcessRun.server(Timing.Fixed.ofMillis(2, 1), true, FaultSchedule.none())) {
      // A tokenizer that is nowhere: nobody looks for it.
      String line =
          "vllm bench serve --backend openai-chat --endpoint /v1/chat/completions --model"
              + " Qwen2.5-0.5B-Instruct --tokenizer no/such/folder --skip-tokenizer-init"
              + " --dataset-name custom --dataset-path %s --num-prompts 8 --save-result"
              + " --host 127.0.0.1 --port %d";
      Path directory =
          InProcessRun.run(
              new Sources(
                  line.formatted(file, server.port())
                      + " --result-dir "
                      + folder
                      + " --result-filename r.json",
                  Map.of()),
              folder.resolve("run"));
      RecordedRun run = RecordedRun.read(directory);
      assertThat(run.requests()).hasSize(8).allMatch(RequestRecord::ok);
      assertThat(run.requests()).allMatch(request -> request.promptTokens() == 1);
      assertThat(requireNonNull(run.facts()).tokenizer()).isEmpty();
      assertThat(server.truth().outputTokens()).isEqualTo(8);

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int status =
          FinishedRun.report(directory, new PrintStream(out, true, StandardCharsets.UTF_8));
      String console = out.toString(StandardCharsets.UTF_8);
      assertThat(status).as(console).isZero();
      assertThat(console)
          .containsPattern("Successful requests: +8 ")
          .doesNotContain("without template", "prompts have", "Total generated tokens:");
      assertThat(Files.readString(folder.resolve("r.json")))
          .contains("\"tokenizer_id\": null")
          .doesNotContain("mean_ttft_ms");
    }
  }
}
