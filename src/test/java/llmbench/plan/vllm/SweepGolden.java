package llmbench.plan.vllm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.options.given.Sources;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.ShellWords;
import org.junit.jupiter.api.Assertions;

/** What vLLM 0.33's own sweeps did: commands derived, calls made, folders and files written. */
final class SweepGolden {

  static final JsonNode ALL =
      PythonJson.required(read(Path.of("src/test/resources/golden/vllm/sweep.json")));

  private static final String SERVE_CMD =
      "fake/vllm serve M --port 18741 --max-num-seqs 1 --host 127.0.0.1";
  private static final String BENCH_CMD =
      "fake/bench serve --model M --num-prompts 20 --random_input_len 512 --max-concurrency 1";

  private SweepGolden() {}

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return Assertions.fail(e);
    }
  }

  static JsonNode experiment(String name) {
    return ALL.get("experiments").get(name);
  }

  /**
   * The line of an experiment. The tool was called with what all experiments share, of which most
   * name only what is unlike the first.
   *
   * @param files where its parameters are written
   */
  static Sources sources(String name, Path files) throws IOException {
    JsonNode experiment = experiment(name);
    List<String> args = strings(experiment.get("args"));
    List<String> words = new ArrayList<>(List.of("vllm", "bench", "sweep", args.get(0)));
    for (String[] shared :
        new String[][] {{"--serve-cmd", SERVE_CMD}, {"--bench-cmd", BENCH_CMD}, {"-o", "sw/out"}}) {
      words.addAll(args.contains(shared[0]) ? List.of() : List.of(shared));
    }
    words.addAll(args.subList(1, args.size()));
    for (String part : List.of("serve", "bench")) {
      words.removeAll(List.of("--" + part + "-params", part + ".json"));
      if (experiment.has(part + "_params")) {
        Path file = files.resolve(part + ".json");
        Files.writeString(file, experiment.get(part + "_params").toString());
        words.addAll(List.of("--" + part + "-params", file.toString()));
      }
    }
    return new Sources(ShellWords.join(words), java.util.Map.of());
  }

  static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(each -> strings.add(each.textValue()));
    return strings;
  }
}
