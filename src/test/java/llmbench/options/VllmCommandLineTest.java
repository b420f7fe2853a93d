package llmbench.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VllmCommandLineTest {

  @Test
  void theReferenceRunPrintsWhatDiffersFromTheToolsDefaults() {
    assertThat(VllmCommandLine.of(Reading.properties().given()))
        .isEqualTo(
            "vllm bench serve --backend openai-chat --endpoint /v1/chat/completions"
                + " --model Qwen2.5-0.5B-Instruct --num-prompts 500 --random-input-len 100"
                + " --random-output-len 100 --max-concurrency 50 --ignore-eos");
    assertThat(VllmCommandLine.of(Reading.properties("compat", "vllm-0.11", "port", "1").given()))
        .isEqualTo(
            "vllm bench serve --backend openai-chat --port 1 --endpoint /v1/chat/completions"
                + " --model Qwen2.5-0.5B-Instruct --num-prompts 500 --random-input-len 100"
                + " --random-output-len 100 --max-concurrency 50 --ignore-eos");
  }

  @Test
  void secretsStayHidden() {
    Map<String, String> given =
        Reading.bench("vllm bench serve --header X-A=1 Authorization=s").given();
    assertThat(VllmCommandLine.of(given))
        .isEqualTo("vllm bench serve --header X-A=1 'Authorization=***' --ignore-eos");
  }

  @Test
  void onlyVersionsOfTheToolHaveSuchALine() {
    assertThatThrownBy(() -> VllmCommandLine.of(Map.of("compat", "evalscope-1.14")))
        .hasMessage("no version of vLLM: 'evalscope-1.14'");
  }

  @Test
  void theLineOfAnyRunRepeatsIt() {
    Random random = new Random(42);
    for (int round = 0; round < 300; round++) {
      String compat = random.nextBoolean() ? "vllm-0.32" : "vllm-0.11";
      String line = ShellWords.join(randomLine(random, compat.equals("vllm-0.32")));
      BenchOptions first = Reading.both(line, "compat", compat);
      Map<String, String> unordered = new HashMap<>(first.given());
      BenchOptions again = Reading.both(VllmCommandLine.of(unordered), "compat", compat);
      assertThat(again).as(line).isEqualTo(first);
    }
  }

  /** Some of the options, in any order and spelling, with values that need quotes. */
  private static List<String> randomLine(Random random, boolean newer) {
    List<List<String>> parts = new ArrayList<>();
    parts.add(List.of("--backend", random.nextBoolean() ? "openai" : "vllm"));
    parts.add(List.of("--model", text(random)));
    parts.add(List.of("--served_model_name=" + text(random)));
    parts.add(List.of("--num-prompts", String.valueOf(1 + random.nextInt(5000))));
    parts.add(List.of("--max_concurrency", String.valueOf(1 + random.nextInt(5000))));
    parts.add(List.of("--seed=" + random.nextInt(Integer.MAX_VALUE)));
    parts.add(List.of("--random-range-ratio", String.valueOf(random.nextDouble() / 2)));
    parts.add(List.of("--top-k", String.valueOf(random.nextInt())));
    parts.add(List.of("--temperature=" + random.nextGaussian() * 1e-4));
    parts.add(List.of("--label=" + text(random)));
    parts.add(List.of("--metadata", "a=" + text(random), "b=" + text(random)));
    parts.add(List.of("--header", "X-A=" + text(random)));
    parts.add(List.of("--goodput", "ttft:" + random.nextInt(900), "e2el:" + random.nextDouble()));
    parts.add(List.of("--base-url", "http://h:" + (1 + random.nextInt(65_535)) + "/x/"));
    parts.add(List.of("--save-result"));
    parts.add(List.of("--ignore_eos"));
    if (newer) {
      parts.add(List.of("--extra-body", "{\"a\": [1, 2.50, \"" + "é'x\"], \"b\": null}"));
      parts.add(List.of("--input-len", String.valueOf(2 + random.nextInt(99))));
    }
    java.util.Collections.shuffle(parts, random);
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "serve"));
    parts.subList(0, random.nextInt(parts.size())).forEach(words::addAll);
    return words;
  }

  private static String text(Random random) {
    String characters = "abc '\"\\$é漢=-#{}*";
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(9); i > 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.append('y').toString();
  }
}
