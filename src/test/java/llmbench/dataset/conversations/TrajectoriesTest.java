package llmbench.dataset.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.dataset.DatasetException;
import llmbench.options.BenchOptions;
import llmbench.request.testing.PlayedConversations;
import llmbench.request.testing.TurnGoldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conversations that evalscope's swe_smith makes of its hub's dataset, given as a file here. */
class TrajectoriesTest {

  private static final JsonNode GOLDEN = TurnGoldens.json("swe_smith_live_1.14.json");

  @TempDir Path folder;

  static Stream<JsonNode> cases() {
    return StreamSupport.stream(GOLDEN.path("cases").spliterator(), false);
  }

  @Test
  void everyCaseIsThere() {
    assertThat(cases()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyBodyIsTheTools(JsonNode golden) throws IOException {
    BenchOptions options = options(golden.path("seed").asInt(), golden.path("args"));
    List<String> wanted = new ArrayList<>();
    golden.path("requests").forEach(body -> wanted.add(body.asText()));
    assertThat(PlayedConversations.answering(options, "R").sent())
        .extracting(PlayedConversations.Sent::body)
        .isEqualTo(wanted);
  }

  @Test
  void whatIsLeftOutIsSaid() throws IOException {
    JsonNode golden = GOLDEN.path("cases").path(0);
    assertThat(golden.path("log").path(1).asText())
        .isEqualTo("Pre-filter: 9 candidates (1 too short, 1 parse error)");
    BenchOptions options = options(golden.path("seed").asInt(), golden.path("args"));
    assertThat(PlayedConversations.answering(options, "R").notes())
        .contains(
            "Of the dataset's trajectories 9 are long enough for the turns that were asked for; 1"
                + " have less than 90 characters, and 1 can't be read.");
  }

  @Test
  void whereNoneIsLongEnoughThatIsSaidInstead() throws IOException {
    BenchOptions options =
        TurnGoldens.options(
            "evalscope perf --model M --multi-turn --dataset swe_smith --tokenizer-path bundled"
                + " --dataset-path "
                + rows());
    assertThatThrownBy(() -> PlayedConversations.answering(options, "R"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no trajectory is long enough; ask for fewer --max-turns");
  }

  private BenchOptions options(int seed, JsonNode args) throws IOException {
    return TurnGoldens.options(
        TurnGoldens.line(args)
            + " --dataset swe_smith --tokenizer-path bundled --seed "
            + seed
            + " --dataset-path "
            + rows());
  }

  private Path rows() throws IOException {
    List<String> lines = new ArrayList<>();
    GOLDEN.path("rows").forEach(row -> lines.add(row.toString()));
    return Files.write(folder.resolve("tool.jsonl"), lines);
  }
}
