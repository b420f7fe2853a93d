package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.SpeedBenchOptions;

/**
 * vLLM bench's {@code speed_bench}: the first of the {@code messages} on each line of a file of
 * SPEED-Bench. Its seed is always 0.
 *
 * <p>Source: {@code SpeedBench} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class SpeedBench implements Dataset {

  private static final String WHAT =
      "a JSON object such as {\"category\": \"coding\", \"messages\": [{\"role\": \"user\","
          + " \"content\": \"…\"}]} on each line";

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return SpeedBenchOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    SpeedBenchOptions asked = context.asked(SpeedBenchOptions.class);
    String file = asked.subset() + ".jsonl";
    Path folder = DatasetFile.path(asked.file().path(), "SPEED-Bench's folder");
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          DatasetFile.OPTION
              + folder
              + ": "
              + (Files.exists(folder) ? "is no folder" : "no such folder")
              + "; give the path of SPEED-Bench's folder, which has a file "
              + file
              + ".");
    }
    return FilePrompts.of(
        context,
        DatasetFile.text(folder.resolve(file), WHAT),
        asked.file(),
        new CategoryRows("messages", asked.category(), asked.outputLen()) {
          @Override
          JsonNode first(JsonNode list) {
            return list.path(0).path("content");
          }
        },
        0,
        new TemplatedText(context.tokenizer(), asked.template()));
  }
}
