package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Prompt;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.PythonJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** evalscope's datasets with pictures: every byte of what the tool sent for the same rows. */
class EvalscopePictureSetsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope");
  private static final Path SETS = GOLDEN.resolve("picture_sets");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"flickr8k", "kontext_bench"})
  void bodiesAreTheToolsPicturesIncluded(String name) {
    JsonNode golden = golden(name);
    assertThat(bodies("--dataset " + name + " --dataset-path " + SETS.resolve(name)))
        .isEqualTo(texts(golden.path("requests")));
  }

  /** The tool sends it to an API of its own, whose bodies have no more than the model. */
  @Test
  void decisionsAreBodiesOfTheirOwn() {
    List<String> expected = new ArrayList<>();
    for (String body : texts(golden("open_decisions").path("requests"))) {
      expected.add(body.replace(", \"model\": \"M\"}", "}"));
    }
    List<Prompt> prompts =
        MadePrompts.of(
                options(
                    "--dataset open_decisions --number 2 --dataset-path "
                        + SETS.resolve("open_decisions")))
            .measured();
    assertThat(prompts.stream().map(Prompt::text).toList()).isEqualTo(expected);
  }

  /** Made by the tool's own code of the folder's rows: RGB, grays, palettes and transparency. */
  @Test
  void questionsOfSeveralPicturesHaveThemWhereTheyNameThem() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(SETS.resolve("mmmu_1.14.json").toFile());
    List<String> expected = new ArrayList<>();
    golden.path("messages").forEach(each -> expected.add(PythonJson.dumps(each)));
    List<Prompt> prompts =
        MadePrompts.of(
                options(
                    "--dataset mmmu_multi_image --number 4 --dataset-path " + SETS.resolve("mmmu")))
            .measured();
    assertThat(prompts.stream().map(Prompt::text).toList()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flickr8k | {\"txt\": \"a\"} | test.jsonl, row 2: has no picture \"jpg\".",
        "flickr8k | {\"jpg\": \"P\"} | test.jsonl, row 2: has no text \"txt\".",
        "kontext_bench | {\"image\": \"none.png\"} | row 2: the file of its picture",
        "kontext_bench | {\"image\": \"DATA\"} | row 2: its picture \"image\" isn't a picture of a",
        "kontext_bench | {\"image\": \"P\", \"instruction\": 5} | row 2: has no text \"instruct",
        "kontext_bench | {\"image\": \"RGBA\"} | row 2: its picture \"image\" has transparency",
        "open_decisions | {\"state\": 1} | row 2: has no \"state\", or no object \"question\".",
        "open_decisions | [1] | row 2"
      })
  void aRowThatWontDoIsNamed(String name, String row, String message) throws IOException {
    Path picture = folder.resolve("p.png");
    Path transparent = folder.resolve("t.png");
    ImageFiles.write(picture, false);
    ImageFiles.write(transparent, true);
    String good =
        "{\"jpg\": \"P\", \"txt\": \"a\", \"image\": \"P\", \"state\": 1,"
            + " \"question\": {\"b\": 1}}";
    String lines =
        (good + "\n" + row + "\n")
            .replace("\"P\"", "\"" + picture + "\"")
            .replace("\"RGBA\"", "\"" + transparent + "\"")
            .replace("\"DATA\"", "\"" + GOLDEN.resolve("data/embed.txt") + "\"");
    Path file = Files.writeString(folder.resolve("test.jsonl"), lines);
    assertThatThrownBy(() -> made(name, file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("--dataset-path: " + file)
        .hasMessageContaining(message);
  }

  @Test
  void aFolderWithoutTheSplitOrRowsIsNamed() throws IOException {
    assertThatThrownBy(() -> made("flickr8k", folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("--dataset-path: " + folder + ": no file of rows in this folder");
    assertThatThrownBy(() -> made("flickr8k", folder.resolve("none")))
        .hasMessageContaining("no such file or folder");
    assertThatThrownBy(() -> made("mmmu_multi_image", SETS.resolve("flickr8k")))
        .hasMessageContaining("has no folder 'Accounting'");
    Path empty = Files.writeString(folder.resolve("test.jsonl"), "\n");
    assertThatThrownBy(() -> made("kontext_bench", empty))
        .hasMessage(
            "--dataset-path: "
                + empty
                + ": has no row with a picture and a text; take another dataset.");
  }

  private static MadePrompts made(String name, Path path) {
    return MadePrompts.of(options("--dataset " + name + " --number 2 --dataset-path " + path));
  }

  private static JsonNode golden(String name) {
    try {
      JsonNode golden =
          new ObjectMapper().readTree(GOLDEN.resolve("image_datasets_1.14.json").toFile());
      for (JsonNode each : golden.path("cases")) {
        if (each.path("name").asText().equals(name)) {
          return each;
        }
      }
      throw new AssertionError(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static List<String> bodies(String arguments) {
    BenchOptions options = options(arguments + " --number 3");
    EvalscopeRequests requests = new EvalscopeRequests(options, "M");
    return MadePrompts.of(options).measured().stream()
        .map(prompt -> requests.of(prompt).text())
        .toList();
  }

  private static BenchOptions options(String arguments) {
    return new OptionsReader()
        .read(
            new Sources(
                "evalscope perf --model M --no-test-connection " + arguments,
                Map.of("llm.compat", "evalscope-1.14")));
  }

  /** A small picture file. */
  private static final class ImageFiles {

    private ImageFiles() {}

    static void write(Path file, boolean transparent) throws IOException {
      int type = transparent ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
      ImageIO.write(new BufferedImage(3, 2, type), "png", file.toFile());
    }
  }
}
