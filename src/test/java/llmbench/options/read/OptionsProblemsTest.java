package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import llmbench.options.given.Sources;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of problem, with the whole message that the user reads. */
class OptionsProblemsTest {

  private static final String SERVE = "vllm bench serve ";

  @TempDir Path folder;

  @Test
  void everyProblemOfACommandLineIsSaid() {
    List<String> lines =
        List.of(
            SERVE + "--num-promts 5 --concurrency 3 --xyzzy 1 2 --MODEL m -n 5",
            SERVE + "--custom-skip-chat-template --api-key sk-secret1 --header",
            SERVE + "--num 5 --no-s",
            SERVE + "--num-prompts abc --seed -1 --port 70000 --top-p nan --logprobs 1.5",
            SERVE + "--num-prompts 0 --max-concurrency 99999999999 --host http://h",
            SERVE + "--model --label --goodput",
            SERVE + "--ignore-eos=true --no-self-timed",
            SERVE + "--seed 1 2 --port 80 '| tee' sk-secret2 > out.txt",
            SERVE + "--request-rate 10 --burstiness 0.5 --request-rate fast",
            SERVE + "--request-rate 10 --burstiness 0.5 --dataset-name sharegpt",
            SERVE + "--dataset-name sharegtp --backend tgi --tokenizer-mode mistral",
            SERVE + "--backend openai-embeddings --lora-modules a b --plot-timeline",
            SERVE + "--backend openai-chat",
            SERVE + "--endpoint /v1/chat",
            SERVE + "--endpoint v1/completions",
            SERVE + "--input-len 5 --random-input-len 6 --output-len 5 --random-output-len 05",
            SERVE + "--goodput ttft:200 itl:5",
            SERVE + "--goodput ttft:200 DIR",
            SERVE + "--goodput latency:5 --goodput e2el:-1",
            SERVE + "--metric-percentiles 50,101 --random-range-ratio 1 --extra-body [1]",
            SERVE + "--extra-body '{\"api_key\": secret3}' --extra-body.a",
            SERVE + "--model.a b --seed.x=1",
            SERVE + "--header Authorization=Bearer secret4 --metadata nothing",
            SERVE + "--base-url ftp://u:secret5@h",
            SERVE + "--base-url http://u:secret6@h --header authorization=secret7",
            SERVE + "--random-input-len 1 --random-range-ratio 0.5",
            SERVE + "--model 'a b",
            "vllm bench throughput --model m",
            "vllm serve m",
            "evalscope perf --parallel 5",
            "OPENAI_API_KEY=secret8 vllm bench serve",
            "env HF_TOKEN=secret9 vllm bench serve",
            "$ HF_TOKEN=secret9",
            "docker run --rm image vllm bench serve --model m",
            "sk-secret10 x",
            "benchmark --model m",
            "vllm",
            "",
            "true",
            SERVE + "\u2014port 80 \u2013max-concurrency=x --host h \u2014 \u2014xyzzy");
    Map<String, String> messages = new LinkedHashMap<>();
    lines.forEach(line -> messages.put(line, Reading.problems(line)));
    assertThat(messages.values()).noneMatch(message -> message.contains("secret"));
    OptionGoldens.assertSame("problems_command_line.txt", text(messages));
  }

  @Test
  void everyProblemOfPropertiesIsSaid() {
    List<String[]> all = new ArrayList<>();
    all.add(
        new String[] {
          "num-promts", "5", "api-key", "secret1", "bench", "secret2", "parallel", "3"
        });
    all.add(new String[] {"compat", "vllm-0.12"});
    all.add(new String[] {"compat", "evalscope-1.14", "server", "real"});
    all.add(new String[] {"server", "real", "chekc", "consistency"});
    all.add(new String[] {"server", "maybe", "sever", "real", "comapt", "vllm-0.11"});
    all.add(new String[] {"compat", "vllm-0.11", "num-warmups", "1", "extra-body", "{}"});
    all.add(new String[] {"slo", "p99_tfft<=200ms, mean_tpot<10ms"});
    all.add(new String[] {"slo", "p99_ttft=200ms,error_rate<=5,p101_itl<1,max_ttft<1h,"});
    all.add(new String[] {"slo", "output_throughput>=5000ms,failed<=1%,duration<x"});
    all.add(new String[] {"slo", "goodput_share>=99%"});
    all.add(new String[] {"slo", " ", "fail-on-doubts", "maybe"});
    all.add(new String[] {"num-prompts", "5", "num_prompts", "6"});
    all.add(new String[] {"input-len", "5", "random-input-len", "6"});
    all.add(new String[] {"ignore-eos", "yes", "num-prompts", "", "goodput", " ", "label", "a\nb"});
    all.add(new String[] {"header", "A='b", "metadata", "x"});
    all.add(new String[] {"endpoint", "/v1/completions"});
    all.add(new String[] {"request-rate", "10", "extra-body", "{"});
    all.add(
        new String[] {"compat", "vllm-0.11", "random-range-ratio", "{\"input\":0,\"output\":0}"});
    all.add(new String[] {"compat", "vllm-0.11", "random-output-len", "0"});
    all.add(new String[] {"compat", "vllm-0.11", "backend", "tgi", "dataset-name", "timed_trace"});
    all.add(new String[] {"backend", "openai-embeddings", "dataset-name", "sonnet"});
    all.add(new String[] {"config", "no/such.conf"});
    all.add(new String[] {"result-dir", "a\0b"});
    Map<String, String> messages = new LinkedHashMap<>();
    for (String[] each : all) {
      Sources sources = new Sources(null, Reading.map(each));
      messages.put("-Dllm." + String.join(" ", each), Reading.problems(sources));
    }
    assertThat(messages.values()).noneMatch(message -> message.contains("secret"));
    OptionGoldens.assertSame("problems_properties.txt", text(messages));
  }

  @Test
  void problemsOfAFileNameItsLines() throws Exception {
    Path file = folder.resolve("run.conf");
    Files.writeString(
        file,
        """
        # comment
        = 5
        seed=x
        no such
        model
        num-prompts=5
        num_prompts=6
        modle=a
        header=Authorization: secret
        """);
    String message = Reading.problems(new Sources(null, Reading.map("config", file.toString())));
    assertThat(message).doesNotContain("secret");
    OptionGoldens.assertSame(
        "problems_file.txt", message.replace(file.toString(), "run.conf") + "\n");
  }

  @Test
  void problemsOfAllSourcesComeTogether() throws Exception {
    Path file = folder.resolve("run.conf");
    Files.write(file, new byte[] {(byte) 0xff, '\n'});
    String message =
        Reading.problems(SERVE + "--num-promts 1 --port 0", "config", file.toString(), "seed", "x");
    assertThat(message.replace(file.toString(), "run.conf"))
        .isEqualTo(
            """
            4 problems with the options; nothing was sent:
              1. -Dllm.config=run.conf: isn't UTF-8; expected a text file of FLAG=VALUE lines
              2. --num-promts (in -Dbench): unknown option; did you mean --num-prompts?
              3. --port 0 (in -Dbench): expected a whole number from 1 to 65535
              4. -Dllm.seed=x: expected a whole number from 0 to 4294967295\
            """);
  }

  @Test
  void aPropertyThatIsNearOneOfOursIsRefused() {
    Properties system = new Properties();
    system.setProperty("bnech", "vllm bench serve --base-url http://u:secret@h");
    system.setProperty("lm.max-concurrency", "5");
    system.setProperty("branch", "main");
    assertThat(Reading.problems(Sources.of(system)))
        .isEqualTo(
            """
            2 problems with the options; nothing was sent:
              1. -Dbnech: unknown option; did you mean -Dbench?
              2. -Dlm.max-concurrency: unknown option; did you mean -Dllm.max-concurrency?\
            """);
  }

  @Test
  void theSimulatedServerCanBeRefused() {
    assertThat(Reading.properties("server", "real", "port", "1").target().simulated()).isFalse();
    assertThat(Reading.both(SERVE, "server", "real").target().simulated()).isFalse();
    assertThat(Reading.problems(new Sources(null, Reading.map("server", "real"))))
        .contains("-Dllm.server=real: no server is named, and the simulated one is refused");
  }

  private static String text(Map<String, String> messages) {
    StringBuilder text = new StringBuilder();
    messages.forEach(
        (line, message) ->
            text.append(line.replace("\n", "\\n").replace("\0", "\\0"))
                .append('\n')
                .append(message.replace("\0", "\\0"))
                .append("\n\n"));
    return text.toString();
  }
}
