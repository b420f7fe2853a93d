package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.dataset.ClientsFileOptions;
import llmbench.options.dataset.RustRandomTurnsOptions;
import llmbench.options.dataset.RustTurns;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How vLLM's clients that play conversations are asked: by the line of each. */
class VllmTurnOptionsTest {

  private static final String RUST =
      "vllm-rs bench serve --backend openai-chat --endpoint /v1/chat/completions --model M ";
  private static final String MULTI = RUST + "--multi-turn ";
  private static final String GLOBAL = "--multi-turn-prefix-global-ratio ";
  private static final String SCRIPT = "python3 benchmark_serving_multi_turn.py ";

  @Test
  void whatGoesWrongIsSaidInWhole() {
    List<String> lines =
        List.of(
            RUST + "--multi-turn-num-turns 2 --per-turn-input-len 5 --max-model-len 9",
            MULTI + "--multi-turn-min-turns 4",
            MULTI + "--multi-turn-num-turns 0 --multi-turn-delay-ms -1",
            MULTI + "--dataset-name sharegpt --multi-turn-max-turns 1",
            MULTI + "--dataset-name sharegpt --dataset-path f " + GLOBAL + "0.1",
            MULTI + "--dataset-name prefix_repetition",
            MULTI + "--request-rate 5 --num-warmups 2 --burstiness 2",
            MULTI + GLOBAL + "0.6 --multi-turn-prefix-conversation-ratio 0.4",
            MULTI + GLOBAL + "0.5 --random-input-len 10 --per-turn-input-len 5",
            MULTI + GLOBAL + "1.5 --random-input-len 0",
            MULTI + "--num-prompts 0",
            RUST + "--num-clients 2",
            RUST.replace("openai-chat", "openai").replace("chat/", "") + "--multi-turn",
            SCRIPT,
            SCRIPT + "--input-file f --model M --num-prompts 4 --xyz -q --num-clients",
            SCRIPT + "-i f -m M -p 0 -k x --limit-max-tokens 5 --url ftp://h",
            SCRIPT + "-i f -m M -p 4 -k 3 -n 2 --limit-max-tokens 5 --limit-min-tokens 6",
            SCRIPT + "-i f -m M --verify-output -e -o out.json --stats-json-output s.json",
            SCRIPT + "-i f -m M --header secret1",
            SCRIPT + "-i f -m M --api-key secret2 --request-rate -1 --request-timeout-sec 0");
    Map<String, String> messages = new LinkedHashMap<>();
    lines.forEach(line -> messages.put(line, Reading.problems(line)));
    messages.put(
        "-Dllm.multi-turn and -Dllm.input-file",
        Reading.problems(RUST, "multi-turn", "true", "input-file", "f"));
    assertThat(messages.values()).noneMatch(message -> message.contains("secret"));
    OptionGoldens.assertSame(
        "problems_vllm_turns.txt",
        messages.entrySet().stream()
            .map(each -> each.getKey() + "\n" + each.getValue() + "\n")
            .collect(Collectors.joining("\n")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3, 3",
    "--multi-turn-num-turns 5, 5, 5",
    "--multi-turn-min-turns 2, 2, 3",
    "--multi-turn-max-turns 6, 3, 6",
    "--multi-turn-min-turns 1 --multi-turn-max-turns 2, 1, 2",
    "--multi-turn-min-turns 0 --multi-turn-max-turns 0 --multi-turn-num-turns 4, 4, 4"
  })
  void theFewestAndTheMostTurnsAreTheClients(String options, int least, int most) {
    RustTurns client = rust(options).client();
    assertThat(client.turns().least()).isEqualTo(least);
    assertThat(client.turns().most()).hasValue(most);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1000",
    "--num-prompts 7, 7",
    "--num-prompts 7 --max-concurrency 4, 4",
    "--max-concurrency 4 --multi-turn-concurrency 9, 9"
  })
  void howManyAtOnceIsAskedForByItsOwnOptionFirst(String options, int atOnce) {
    BenchOptions read = Reading.bench(RUST + "--multi-turn " + options);
    assertThat(read.load().maxConcurrency()).hasValue(atOnce);
    assertThat(read.sampling().ignoreEos()).isFalse();
  }

  private static RustRandomTurnsOptions rust(String options) {
    return (RustRandomTurnsOptions)
        Reading.bench(RUST + "--multi-turn " + options).dataset().options();
  }

  @Test
  void aLineOfTheScriptIsWhatItSaysAndWhatTheScriptDoesByItself() {
    BenchOptions read =
        Reading.bench(
            "python -u benchmarks/multi_turn/benchmark_serving_multi_turn.py -m path/M"
                + " --served-model S -i f.json -p 3 --max-active 9 --no-early-stop --request-rate 2"
                + " --header 'X-A: b' --header C=d --api-key k --no-stream --seed 7");
    ClientsFileOptions asked = (ClientsFileOptions) read.dataset().options();
    assertThat(read.target().baseUrl()).hasToString("http://localhost:8000");
    assertThat(read.target().endpoint()).isEqualTo("/v1/chat/completions");
    assertThat(read.target().backend()).isEqualTo(Backend.OPENAI_CHAT);
    assertThat(read.target().simulated()).isFalse();
    assertThat(read.target().headers())
        .containsExactly(
            Map.entry("X-A", "b"), Map.entry("C", "d"), Map.entry("Authorization", "Bearer k"));
    assertThat(read.timeouts().total()).hasValueSatisfying(t -> assertThat(t).hasSeconds(120));
    assertThat(read.model().servedName()).isEqualTo("S");
    assertThat(read.dataset().seed()).isEqualTo(7);
    assertThat(asked.clients()).isEqualTo(3);
    assertThat(asked.extent().activeEach(3)).isEqualTo(3);
    assertThat(asked.extent().requestsEach(3)).isEqualTo(OptionalInt.empty());
    assertThat(asked.extent().stopsEarly()).isFalse();
    assertThat(asked.ratePerSecond()).isEqualTo(2);
    assertThat(asked.streams()).isFalse();
    assertThat(read.effective().values()).noneMatch(value -> value.contains("Bearer"));
  }

  @Test
  void behindTheLauncherTheScriptsWordsStayAndSettingsOfOursAreTaken() {
    OwnFlags flags =
        OwnFlags.behind(
            ShellWords.split(
                "python3 benchmark_serving_multi_turn.py -i f --num-clients 2 --max-errors 0"
                    + " --request-rate 3 --slo p99_ttft<=1s"),
            List.<Option>of());
    assertThat(flags.problems()).isEmpty();
    assertThat(flags.settings()).containsOnlyKeys("max-errors", "slo");
    assertThat(flags.line()).contains("--num-clients", "--request-rate");
  }

  @Test
  void behindTheLauncherTheRustClientsWordsStay() {
    OwnFlags flags =
        OwnFlags.behind(
            ShellWords.split("vllm bench serve --multi-turn --multi-turn-delay-ms 5 --slo x<1"),
            List.<Option>of());
    assertThat(flags.settings()).containsOnlyKeys("slo");
  }
}
