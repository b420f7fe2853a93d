package llmbench.options.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;
import llmbench.options.testing.RandomRuns;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatCommandTest {

  private static final int ROUNDS = 100;

  @Test
  void theReferenceRunsCommandHasWhatDiffersFromTheToolsDefaults() {
    assertThat(RepeatCommand.of(Reading.properties().effective()))
        .isEqualTo(
            "mvn gatling:test -Dllm.server=simulated -Dbench='vllm bench serve --backend"
                + " openai-chat --endpoint /v1/chat/completions --model Qwen2.5-0.5B-Instruct"
                + " --num-prompts 500 --random-input-len 100 --random-output-len 100"
                + " --max-concurrency 50 --ignore-eos'");
    assertThat(RepeatCommand.of(Reading.properties("compat", "vllm-0.11", "port", "1").effective()))
        .isEqualTo(
            "mvn gatling:test -Dllm.compat=vllm-0.11 -Dbench='vllm bench serve --backend"
                + " openai-chat --port 1 --endpoint /v1/chat/completions --model"
                + " Qwen2.5-0.5B-Instruct --num-prompts 500 --random-input-len 100"
                + " --random-output-len 100 --max-concurrency 50 --ignore-eos'");
  }

  @Test
  void evalscopesCommandRepeatsASeedThatWasDrawnAndQuotesForTheShell() {
    assertThat(RepeatCommand.of(Reading.properties("compat", "evalscope-1.14").effective()))
        .isEqualTo(
            "mvn gatling:test -Dllm.server=simulated -Dbench='evalscope perf --model"
                + " Qwen2.5-0.5B-Instruct --dataset random --min-prompt-length 100"
                + " --max-prompt-length 100 --number 500 --parallel 50 --max-tokens 100"
                + " --extra-args '\"'\"'{\"ignore_eos\": true}'\"'\"'' -Dllm.prompt-seed="
                + Reading.SEED);
  }

  @Test
  void whatNoToolHasIsASettingOfOurs() {
    Map<String, String> effective =
        Reading.both("vllm bench serve --label 'a b'", "max-errors", "3", "idle-timeout", "1.5")
            .effective();
    assertThat(RepeatCommand.of(effective))
        .isEqualTo(
            "mvn gatling:test -Dbench='vllm bench serve --ignore-eos --label \"a b\"'"
                + " -Dllm.idle-timeout=1.5 -Dllm.max-errors=3");
  }

  @Test
  void secretsStayHidden() {
    Map<String, String> effective =
        Reading.both(
                "vllm bench serve --header X-A=1 Authorization=s3cret",
                "proxy",
                "http://me:s3cret@proxy:1")
            .effective();
    assertThat(RepeatCommand.of(effective))
        .isEqualTo(
            "mvn gatling:test -Dbench='vllm bench serve --header X-A=1 \"Authorization=***\""
                + " --ignore-eos' -Dllm.proxy='http://***@proxy:1'");
  }

  @Test
  void onlyVersionsOfAToolHaveSuchACommand() {
    assertThatThrownBy(() -> RepeatCommand.of(Map.of("compat", "wrk")))
        .hasMessage("no version of a tool: 'wrk'");
  }

  @ParameterizedTest
  @EnumSource(ToolVersion.class)
  void theCommandOfAnyRunRepeatsIt(ToolVersion compat) {
    Random random = new Random(42);
    for (int round = 0; round < ROUNDS; round++) {
      RandomRuns run = new RandomRuns(random, compat);
      String line = ShellWords.join(run.line());
      Map<String, String> properties = run.settings();
      BenchOptions first = Reading.read(new Sources(line, properties));
      String command = RepeatCommand.of(new HashMap<>(first.effective()));
      BenchOptions again = Reading.read(sources(command));
      assertThat(again.effective()).as(line + "\n" + command).isEqualTo(first.effective());
      assertThat(withoutOrigin(again)).as(line + "\n" + command).isEqualTo(withoutOrigin(first));
    }
  }

  /** What a shell makes of a command, and then Maven: properties by their names. */
  private static Sources sources(String command) {
    List<String> words = ShellWords.split(command);
    assertThat(words).startsWith("mvn", "gatling:test");
    String bench = null;
    Map<String, String> properties = new LinkedHashMap<>();
    for (String word : words.subList(2, words.size())) {
      assertThat(word).startsWith("-D");
      int equals = word.indexOf('=');
      String name = word.substring(2, equals);
      if (name.equals("bench")) {
        bench = word.substring(equals + 1);
      } else {
        properties.put(name, word.substring(equals + 1));
      }
    }
    return new Sources(bench, properties);
  }

  /** A seed that was drawn is given the second time; the simulated server's URL is nobody's. */
  private static List<Object> withoutOrigin(BenchOptions options) {
    BenchOptions.Target target = options.target();
    List<Object> parts = new ArrayList<>();
    Collections.addAll(
        parts,
        options.compat(),
        target.simulated(),
        target.simulated() ? "" : target.baseUrl(),
        target.endpoint(),
        target.backend(),
        target.headers(),
        target.transport(),
        options.model(),
        options.dataset(),
        options.load(),
        options.sampling(),
        options.startup(),
        options.timeouts(),
        options.stops(),
        options.figures(),
        options.output());
    options
        .evalscope()
        .ifPresent(
            all ->
                Collections.addAll(
                    parts,
                    all.number(),
                    all.warmups(),
                    all.chatTemplate(),
                    all.tokenizePrompt(),
                    all.countsTokens(),
                    all.maxTokens(),
                    all.seed().value(),
                    all.body(),
                    all.connection(),
                    all.output()));
    return parts;
  }
}
