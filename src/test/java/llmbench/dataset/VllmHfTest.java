package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.testing.GoldenRequests;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.dataset.HfOptions;
import llmbench.options.dataset.HfSet;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.PythonJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub's datasets beyond the tool's own cases: other files and rows, and mistakes. */
class VllmHfTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm");
  private static final String MT = "--hf-name philschmid/mt-bench ";

  @TempDir Path folder;

  @Test
  void everyNameThatIsKnownHasARule() {
    List<String> names = new ArrayList<>(HfRules.ALL.keySet());
    names.add(HfOptions.FUNCTIONS);
    assertThat(HfSet.ALL.stream().map(HfSet::name)).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void rowsComeInTheOrderOfDatasetsStreamedOrNot() throws IOException {
    JsonNode cases = golden("tables/orders.json").path("cases");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 1200; i++) {
      rows.append("{\"turns\": [\"").append(i).append("\"]}\n");
    }
    Path file = write("train.jsonl", rows.toString());
    for (boolean streamed : List.of(true, false)) {
      List<Prompt> made =
          prompts(
              "--skip-chat-template --seed 3 --num-prompts 10 "
                  + MT
                  + (streamed ? "" : "--no-stream ")
                  + "--dataset-path "
                  + file);
      List<String> wanted = new ArrayList<>();
      for (JsonNode one : cases) {
        if (one.path("rows").toString().equals("[1200]")
            && one.path("seed").asInt() == 3
            && one.path("stream").asBoolean() == streamed) {
          one.path("first").forEach(place -> wanted.add(place.asText()));
        }
      }
      if (streamed) {
        assertThat(made).extracting(Prompt::text).isEqualTo(wanted);
      } else {
        // datasets 5.2 with seed 3: the first places of the whole permutation.
        assertThat(made.subList(0, 3)).extracting(Prompt::text).containsExactly("86", "826", "391");
      }
    }
  }

  @Test
  void picturesOfAParquetFileGoAlongAsJpeg() throws IOException {
    String args =
        "--hf-name lmarena-ai/vision-arena-bench-v0.1 --disable-shuffle --num-prompts 3"
            + " --dataset-path "
            + GOLDEN.resolve("tables/pictures.parquet");
    List<Prompt> made = prompts(args);
    JsonNode files = golden("pictures/pictures.json").path("files");
    for (int i = 0; i < 3; i++) {
      String name = List.of("rgba.png", "baseline.jpg", "gray.png").get(i);
      Prompt prompt = made.get(i);
      assertThat(prompt.text()).isEqualTo("What is in " + name + "?");
      assertThat(prompt.maxTokens()).isEqualTo(128);
      JsonNode media = PythonJson.required(String.valueOf(prompt.extras().media()));
      String url = media.path("image_url").path("url").asText();
      assertThat(url).startsWith("data:image/jpeg;base64,");
      byte[] jpeg = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
      assertThat(GoldenRequests.sha256(jpeg)).isEqualTo(files.path(name).path("JPEG").asText());
    }
    Prompt message = prompts(args + " --enable-multimodal-chat").get(0);
    assertThat(message.form()).isEqualTo(Form.MESSAGES);
    JsonNode content = PythonJson.required(message.text()).path(0).path("content");
    assertThat(content.path(0).toString())
        .isEqualTo("{\"text\":\"What is in rgba.png?\",\"type\":\"text\"}");
    assertThat(content.path(1))
        .isEqualTo(PythonJson.required(String.valueOf(made.get(0).extras().media())));
  }

  @Test
  void soundsOfAParquetFileAreWrittenAgain() throws IOException {
    String args =
        "--hf-name LIUM/tedlium --disable-shuffle --num-prompts 2 --dataset-path "
            + GOLDEN.resolve("tables/sounds.parquet");
    List<Prompt> made = prompts(args);
    JsonNode files = golden("sounds/sounds.json").path("files");
    for (int i = 0; i < 2; i++) {
      String name = List.of("pcm_24.wav", "float.wav").get(i);
      Audio audio = Objects.requireNonNull(made.get(i).extras().audio());
      assertThat(GoldenRequests.sha256(audio.bytes()))
          .isEqualTo(files.path(name).path("float32").asText());
      assertThat(audio.seconds()).isEqualTo(files.path(name).path("seconds").asDouble());
      assertThat(audio.fileName()).isEqualTo("audio.wav");
      assertThat(made.get(i).text()).isEmpty();
      assertThat(made.get(i).maxTokens()).isEqualTo(1024);
    }
    Prompt first = prompts("--compat-0.11 " + args).get(0);
    assertThat(first.text()).isEqualTo("<|startoftranscript|><|en|><|transcribe|><|notimestamps|>");
    assertThat(first.maxTokens()).isEqualTo(128);
  }

  @Test
  void theOneSetThatNamesItsFilesHasThemInItsFolder() throws IOException {
    byte[] sound = Files.readAllBytes(GOLDEN.resolve("sounds/pcm_16.wav"));
    Files.createDirectories(folder.resolve("clips"));
    Files.write(folder.resolve("clips/a.wav"), sound);
    write("train.csv", "url,transcript\nclips/a.wav,Hello\n");
    List<Prompt> made =
        prompts(
            "--hf-name ArtificialAnalysis/Earnings22-Cleaned-AA --num-prompts 1 --dataset-path "
                + folder);
    Audio audio = Objects.requireNonNull(made.get(0).extras().audio());
    assertThat(audio.bytes()).isEqualTo(sound);
    assertThat(audio.fileName()).isEqualTo("a.wav");
  }

  @Test
  void videosOfTheHubAreThoseOfTheFolder() throws IOException {
    write(
        "validation.jsonl",
        "{\"question\": \"Why?\", \"choices\": {\"A\": \"so\", \"B\": \"no\"}, \"video\":"
            + " \"https://huggingface.co/datasets/yale-nlp/MMVU/resolve/main/videos/1.mp4\"}\n");
    Prompt prompt =
        prompts("--hf-name yale-nlp/MMVU --num-prompts 1 --dataset-path " + folder).get(0);
    assertThat(prompt.text()).isEqualTo("Why? A.so B.no");
    assertThat(prompt.extras().media())
        .isEqualTo(
            "{\"type\": \"video_url\", \"video_url\": {\"url\": \"file://%s/videos/1.mp4\"}}"
                .formatted(folder));
  }

  @Test
  void anEditWithoutItsMarkerHasTheLengthOfItsLastCharacter() throws IOException {
    Path file =
        write("a.jsonl", "{\"events\": \"e\", \"input\": \"i\", \"output\": \"long text 你\"}\n");
    Prompt prompt =
        prompts("--hf-name zed-industries/zeta --num-prompts 1 --dataset-path " + file).get(0);
    assertThat(prompt.maxTokens()).isEqualTo(1);
    assertThat(prompt.text())
        .startsWith("### Instruction:\nYou are a code completion assistant and your task is to")
        .endsWith("### User Edits:\n\ne\n\n### User Excerpt:\n\ni\n\n### Response:\n\n");
  }

  @Test
  void whatIsWrongWithAFileIsSaidWithItsPlace() throws IOException {
    refuses("gone: no such file or folder; give a folder", MT, folder.resolve("gone"));
    write("sub/test.jsonl", "{\"turns\": [\"a\"]}\n");
    refuses("has no split 'train', but test; name one with --hf-split", MT, folder);
    refuses(
        "has no folder 'main' for the subset of that name; --hf-subset default",
        "--hf-name openai/gsm8k ",
        folder);
    refuses(
        "row 1: has no 'question'; it has the columns turns. --hf-name says",
        "--hf-name openai/gsm8k --hf-subset default ",
        folder);
    refuses(
        "row 2: 'turns'[0] is not a text; it has the columns turns",
        MT,
        write("b.jsonl", "{\"turns\": [\"a\"]}\n{\"turns\": [7]}\n"));
    refuses("row 2 (line 2): isn't a JSON object", MT, write("c.jsonl", "{\"turns\": [\"a\"]}\n{"));
    refuses("has no rows; take another split or file", MT, write("d.jsonl", "\n"));
    Path latin = folder.resolve("e.jsonl");
    Files.write(latin, "{\"turns\": [\"ü\"]}".getBytes(StandardCharsets.ISO_8859_1));
    refuses("row 1: isn't UTF-8", MT, latin);
    refuses(
        "none of its 1 rows fits",
        "--hf-name AI-MO/NuminaMath-CoT ",
        write("f.jsonl", "{\"problem\": \"a\", \"solution\": \"b\"}\n"));
    refuses(
        "its answer has no token",
        "--hf-name AI-MO/NuminaMath-CoT ",
        write("g.jsonl", "{\"problem\": \"a b c d e\", \"solution\": \"\"}\n"));
    refuses(
        "its sound nowhere.wav can't be read; paths are looked for from here",
        "--hf-name facebook/voxpopuli ",
        write("h.jsonl", "{\"audio\": \"nowhere.wav\"}\n"));
    refuses(
        "has a picture that is neither a URL, nor bytes, nor a path",
        "--hf-name Lin-Chen/MMStar ",
        write("i.jsonl", "{\"question\": \"a\", \"image\": 7}\n"));
  }

  @Test
  void olderVersionsKnowFewerNames() {
    assertThatThrownBy(() -> prompts("--compat-0.11 --hf-name openai/gsm8k --dataset-path x"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("--hf-name names one of these: lmarena-ai/VisionArena-Chat")
        .hasMessageNotContaining("openai/openai_humaneval");
  }

  private void refuses(String message, String args, Path path) {
    assertThatThrownBy(
            () -> prompts("--disable-shuffle --num-prompts 9 " + args + "--dataset-path " + path))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith("--dataset-path: ")
        .hasMessageContaining(message);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static JsonNode golden(String name) throws IOException {
    return new ObjectMapper().readTree(GOLDEN.resolve(name).toFile());
  }

  private static List<Prompt> prompts(String args) {
    boolean old = args.startsWith("--compat-0.11 ");
    String own = old ? args.substring(14).replace("--disable-shuffle ", "") : args;
    String line =
        "vllm bench serve --model m --backend openai-chat --endpoint /v1/chat/completions"
            + " --dataset-name hf "
            + own;
    String compat = old ? "vllm-0.11" : "vllm-0.33";
    BenchOptions options =
        new OptionsReader().read(new Sources(line, Map.of("llm.compat", compat)));
    return MadePrompts.of(options).measured();
  }
}
