package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.PromptTemplate;
import llmbench.options.dataset.SpecBenchOptions;

/**
 * vLLM bench's {@code spec_bench}: the first of the {@code turns} on each line of Spec-Bench. Its
 * seed is always 0, and the chat template is always applied.
 *
 * <p>Source: {@code SpecBench} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class SpecBench implements Dataset {

  private static final String WHAT =
      "a JSON object such as {\"category\": \"math\", \"turns\": [\"…\"]} on each line";

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return SpecBenchOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    SpecBenchOptions asked = context.asked(SpecBenchOptions.class);
    return FilePrompts.of(
        context,
        DatasetFile.text(asked.file().path(), WHAT),
        asked.file(),
        new CategoryRows("turns", asked.category(), asked.outputLen()) {
          @Override
          JsonNode first(JsonNode list) {
            return list.path(0);
          }
        },
        0,
        new TemplatedText(context.tokenizer(), PromptTemplate.PLAIN));
  }
}
