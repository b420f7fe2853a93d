package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of problem with evalscope's options, with the whole message that the user reads. */
class EvalscopeProblemsTest {

  private static final String PERF = "evalscope perf --model m --prompt p ";
  private static final String TURNS = "evalscope perf --model m --multi-turn --dataset ";

  @TempDir Path folder;

  @Test
  void everyProblemOfACommandLineIsSaid() {
    List<String> lines =
        List.of(
            "evalscope perf",
            "evalscope eval --model m",
            "evalscope perf --model m --dataset random --paralel 5 --goodput ttft:1",
            PERF + "--parallel 1 10 50 --number 10 100 500",
            PERF + "--parallel 0 --number abc --n 5",
            PERF + "--max-concurrency 5 --num-prompts 5 --base-url http://h",
            PERF + "--rate 5 --open-loop --duration 10 --multi-turn --sla-auto-tune",
            PERF + "--rate x 5",
            PERF + "--max-tokens 6 4 --temperature nan --top-k x",
            PERF + "--max-tokens 1 2 3",
            PERF + "--url ftp://h --api dashscope",
            PERF + "--url http://h/v1/embeddings",
            PERF + "--url http://me:secret1@h/v1/completions --api-key secret2",
            PERF + "--url 'http://secret3@h/v1 completions'",
            PERF + "--extra-args '{\"api_key\": secret4}' --query-template '[1]'",
            PERF + "--extra-args {\"ignore_eos\": true}",
            PERF + "--extra-args [1] --query-template 5",
            PERF + "--extra-args 'null' --query-template ''",
            PERF + "--extra-args '{\"a\": {\"b\": [1, secret6]}}'",
            PERF + "--headers nothing --api-key",
            PERF + "--tokenize-prompt",
            PERF + "--prompt ''",
            PERF + "--prompt @no/such --query-template @no/such",
            PERF + "--prefix-count 2 --prefix-length 2",
            "evalscope perf --model m --dataset random --prefix-count 2",
            "evalscope perf --model m --dataset random --min-prompt-length 9 --max-prompt-length 8",
            "evalscope perf --model m --dataset openqa --data-source local",
            "evalscope perf --model m --dataset line_by_line",
            "evalscope perf --model m --dataset longalpaca --dataset-args {} --data-source local",
            PERF + "--seed 4294967296 --warmup-num -1 --visualizer wandb --wandb-api-key secret5",
            PERF + "--port 1 --image-num 2 --scenario agentx",
            TURNS + "random_multi_turn --min-turns 0 --max-turns 0",
            TURNS + "random_multi_turn --open-loop --rate 1",
            TURNS + "random_multi_turn --max-turns 2 --tokenize-prompt --tokenizer-path t",
            TURNS
                + "random_multi_turn --max-turns 2 --api openai_embedding"
                + " --url http://h/v1/embeddings",
            TURNS + "swe_smith",
            TURNS + "swe_smith --tokenizer-path t --min-turns 3 --max-turns 2",
            TURNS + "swe_smith --multi-turn-args nope",
            TURNS
                + "swe_smith --tokenizer-path t --multi-turn-args '{\"first_turn_length\":[5,3]}'"
                + " --dataset-args '{\"subsequent_turn_length\": -1, \"chars_per_token\": 0}'",
            TURNS + "custom_multi_turn --dataset-path f --dataset-args '{\"first_turn_length\":5}'",
            TURNS + "trie_code_qa --multi-turn-args '{\"chars_per_token\":2}'",
            TURNS + "openqa",
            "evalscope perf --model m --dataset share_gpt_zh_multi_turn");
    Map<String, String> messages = new LinkedHashMap<>();
    lines.forEach(line -> messages.put(line, Reading.problems(line)));
    assertThat(messages.values()).noneMatch(message -> message.contains("secret"));
    OptionGoldens.assertSame("problems_evalscope_line.txt", text(messages));
  }

  @Test
  void everyProblemOfSettingsIsSaid() {
    List<String[]> all = new ArrayList<>();
    all.add(new String[] {"parallel", "3", "max-concurrency", "5"});
    all.add(new String[] {"compat", "evalscope-1.14", "parallel", "3", "max-concurrency", "5"});
    all.add(new String[] {"compat", "evalscope-1.14", "num-prompts", "x", "number", "1 2"});
    all.add(new String[] {"output-len", "3", "max-tokens", "5", "random-output-len", "7"});
    all.add(new String[] {"url", "http://h/v1/completions", "min-prompt-length", "5"});
    all.add(new String[] {"compat", "evalscope-1.14", "base-url", "h", "burstiness", "2"});
    all.add(new String[] {"compat", "evalscope-1.14", "random-input-len", "5", "ignore-eos", ""});
    all.add(new String[] {"compat", "evalscope-1.1", "warmup-num", "1", "apply-chat-template", ""});
    all.add(new String[] {"prompt-seed", "1", "rate", "5", "multi-turn", "true"});
    all.add(new String[] {"compat", "evalscope-1.14", "prompt-seed", "-1", "goodput", "x"});
    all.add(
        new String[] {
          "compat",
          "evalscope-1.14",
          "multi-turn",
          "",
          "dataset",
          "trie_code_qa",
          "rate",
          "5",
          "arrivals",
          "even"
        });
    Map<String, String> messages = new LinkedHashMap<>();
    for (String[] each : all) {
      Sources sources = new Sources(null, Reading.map(each));
      messages.put("-Dllm." + String.join(" ", each), Reading.problems(sources));
    }
    messages.put(
        "-Dbench='evalscope perf …' -Dllm.compat vllm-0.32",
        Reading.problems(PERF, "compat", "vllm-0.32"));
    messages.put(
        "-Dbench='vllm bench serve' -Dllm.compat evalscope-1.1",
        Reading.problems("vllm bench serve", "compat", "evalscope-1.1"));
    OptionGoldens.assertSame("problems_evalscope_settings.txt", text(messages));
  }

  @Test
  void filesBehindAnAtThatAreNoTextOrNoJsonAreNamed() throws Exception {
    Path latin = folder.resolve("latin");
    Files.write(latin, "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("list"), "[1]");
    Files.writeString(folder.resolve("blank"), " \n");
    Files.writeString(folder.resolve("cut"), "{\"a\": 1,\n \"b\": [2}");
    assertThat(problems("--prompt @DIR/latin --query-template @DIR/list"))
        .containsExactly(
            "--prompt @DIR/latin (in -Dbench): DIR/latin: isn't UTF-8; expected a file with a text,"
                + " in UTF-8",
            "--query-template (in -Dbench): DIR/list: it is JSON, but a list; expected a JSON"
                + " object");
    assertThat(problems("--prompt @DIR/blank --query-template @DIR/cut"))
        .containsExactly(
            "--prompt @DIR/blank (in -Dbench): DIR/blank: is empty; expected a file with a text, in"
                + " UTF-8",
            "--query-template (in -Dbench): DIR/cut: it stops being JSON at line 2, character 9;"
                + " expected a JSON object");
    assertThat(problems("--prompt @DIR --query-template @DIR/blank"))
        .containsExactly(
            "--prompt @DIR (in -Dbench): DIR: is a folder; expected a file with a text, in UTF-8",
            "--query-template (in -Dbench): DIR/blank: is empty; expected a file with a JSON"
                + " object, in UTF-8");
    assertThat(problems("--prompt @DIR/none --query-template @DIR/latin/x"))
        .containsExactly(
            "--prompt @DIR/none (in -Dbench): DIR/none: no such file; expected a file with a text,"
                + " in UTF-8",
            "--query-template (in -Dbench): DIR/latin/x: can't be read; expected a file with a JSON"
                + " object, in UTF-8");
  }

  private List<String> problems(String options) {
    String line = "evalscope perf --model m " + options.replace("DIR", folder.toString());
    try {
      Reading.bench(line);
    } catch (OptionsException e) {
      return e.problems().stream().map(each -> each.replace(folder.toString(), "DIR")).toList();
    }
    throw new AssertionError("taken without a problem: " + line);
  }

  private static String text(Map<String, String> messages) {
    StringBuilder text = new StringBuilder();
    messages.forEach(
        (line, message) -> text.append(line).append('\n').append(message).append("\n\n"));
    return text.toString();
  }
}
