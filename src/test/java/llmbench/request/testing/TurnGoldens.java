package llmbench.request.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;

/** evalscope's own runs of conversations, as it recorded them with a virtual clock. */
public final class TurnGoldens {

  /** Where its clock stood when a run began. */
  public static final double BEGIN_SECONDS = 100.0;

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");
  private static final Path DATA = GOLDEN.resolve("data");

  private TurnGoldens() {}

  /**
   * A run.
   *
   * @param golden its arguments, and all that came of it
   */
  public record Case(JsonNode golden) {

    /** Its arguments as a command line. */
    public BenchOptions options() {
      return TurnGoldens.options(line(golden.path("args")));
    }

    @Override
    public String toString() {
      return golden.path("name").asText();
    }
  }

  public static Stream<Case> cases() {
    return StreamSupport.stream(json("multi_turn_1.14.json").path("cases").spliterator(), false)
        .map(Case::new);
  }

  /** A golden file of evalscope's. */
  public static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(GOLDEN.resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command line asks for, without a connection test. */
  public static BenchOptions options(String line) {
    return new OptionsReader().read(new Sources(line, Map.of("llm.compat", "evalscope-1.14")));
  }

  /** The line of a run's arguments. */
  public static String line(JsonNode args) {
    StringBuilder line =
        new StringBuilder("evalscope perf --model M --multi-turn --no-test-connection");
    args.properties().forEach(arg -> line.append(argument(arg.getKey(), arg.getValue())));
    return line.toString();
  }

  private static String argument(String name, JsonNode value) {
    String flag = " --" + name.replace('_', '-');
    if (value.isArray()) {
      StringBuilder words = new StringBuilder(flag);
      value.forEach(word -> words.append(' ').append(word.asText()));
      return words.toString();
    }
    String text =
        switch (name) {
          case "dataset_path" ->
              value.asText().equals("data") ? DATA.toString() : path(value.asText()).toString();
          case "tokenizer_path" -> "bundled";
          case "api" -> "openai_" + value.asText();
          default -> value.isObject() ? value.toString() : value.asText();
        };
    return flag + " '" + text + "'";
  }

  private static Path path(String file) {
    return file.equals("openqa.jsonl") ? GOLDEN.resolve(file) : DATA.resolve(file);
  }
}
