package llmbench.dataset.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Tokenizers;
import llmbench.tokenizer.Transformers;
import llmbench.tokenizer.testing.TokenizerCheck;

/** The half of {@code bench/tokenizers} that is ours. */
public final class TokenizerCheckMain {

  private TokenizerCheckMain() {}

  /**
   * Compares with what {@code bench/tokenizer_facts.py facts} wrote, prints a line a folder, and
   * ends with status 1 when anything differs.
   *
   * @param args that file
   */
  public static void main(String[] args) throws IOException {
    JsonNode made = new ObjectMapper().readTree(Path.of(args[0]).toFile());
    Transformers transformers = TokenizerCheck.transformers(made.path("transformers").asText());
    boolean same = true;
    for (JsonNode folder : made.path("folders")) {
      String name = folder.path("folder").asText();
      List<String> differences =
          new ArrayList<>(TokenizerCheck.differences(name, transformers, folder));
      if (!folder.path("prompts").isEmpty() && !prompts(name, transformers, folder)) {
        differences.add("the random prompts of vLLM bench differ");
      }
      System.out.printf(
          "%s by transformers %s: %s%n",
          name,
          transformers.label(),
          differences.isEmpty() ? "the same" + sizes(folder) : String.join("\n  ", differences));
      same &= differences.isEmpty();
    }
    System.exit(same ? 0 : 1);
  }

  private static String sizes(JsonNode folder) {
    return folder.has("error")
        ? ", both refuse it"
        : ", %d decoded, %d encoded, %d chats, %d prompts"
            .formatted(
                folder.path("decoded").size(),
                folder.path("encoded").size(),
                folder.path("chats").size(),
                folder.path("prompts").size());
  }

  /** Whether the prompts are the same, made with the lengths that tokenizer_facts.py has. */
  private static boolean prompts(String folder, Transformers transformers, JsonNode made) {
    ToolVersion version =
        Tool.VLLM.versions().stream()
            .filter(one -> Transformers.of(one) == transformers)
            .findFirst()
            .orElseThrow();
    BenchOptions options =
        new OptionsReader()
            .read(
                new Sources(
                    "vllm bench serve --model m --dataset-name random --num-prompts 20 --seed 3"
                        + " --random-input-len 120 --random-output-len 10"
                        + " --random-range-ratio 0.3",
                    Map.of("llm.compat", version.label())));
    List<Prompt> ours =
        MadePrompts.of(options, Tokenizers.open(folder, null, transformers), done -> {}).measured();
    boolean same = ours.size() == made.path("prompts").size();
    for (int i = 0; same && i < ours.size(); i++) {
      JsonNode theirs = made.path("prompts").path(i);
      same =
          ours.get(i).text().equals(theirs.path(0).asText())
              && ours.get(i).tokens() == theirs.path(1).asInt()
              && ours.get(i).maxTokens() == theirs.path(2).asInt();
    }
    return same;
  }
}
