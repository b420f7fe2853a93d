package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import llmbench.dataset.testing.GoldenRequests;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.PythonJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one's own pictures and sounds, and random pictures: what is refused, and why. */
class MediaFilesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm");

  @TempDir Path folder;

  @Test
  void picturesAreFetchedAndSentAsPng() throws Exception {
    byte[] jpeg = Files.readAllBytes(GOLDEN.resolve("pictures/progressive.jpg"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().equals("/a.jpg");
          exchange.sendResponseHeaders(known ? 200 : 404, known ? jpeg.length : -1);
          if (known) {
            exchange.getResponseBody().write(jpeg);
          }
          exchange.close();
        });
    server.start();
    try {
      String root = "http://localhost:" + server.getAddress().getPort();
      Path file = line("{'prompt': 'a', 'image_files': ['%s/a.jpg']}".formatted(root));
      String media = images("--custom-ensure-client-side-data", file).get(0).extras().media();
      String url =
          PythonJson.required(String.valueOf(media)).path("image_url").path("url").asText();
      JsonNode golden =
          new ObjectMapper().readTree(GOLDEN.resolve("pictures/pictures.json").toFile());
      assertThat(url).startsWith("data:image/png;base64,");
      assertThat(GoldenRequests.sha256(Base64.getDecoder().decode(url.substring(22))))
          .isEqualTo(golden.path("files").path("progressive.jpg").path("PNG").asText());
      Path gone = line("{'prompt': 'a', 'image_files': ['%s/b.jpg']}".formatted(root));
      refusesImages("/b.jpg was answered with 404", "--custom-ensure-client-side-data", gone);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void linesWithPicturesThatWontDoAreNamed() throws IOException {
    refusesImages("line 1: it has neither \"content\" nor both", "", line("{'prompt': 'a'}"));
    refusesImages(
        "its \"image_files\" is not a list with something in it",
        "",
        line("{'prompt': 'a', 'image_files': []}"));
    refusesImages(
        "its \"prompt\" is not a text", "", line("{'prompt': 7, 'image_files': ['a.png']}"));
    refusesImages("its \"content\" is not a list", "", line("{'content': 'a'}"));
    refusesImages(
        "a part of its \"content\" is neither text, image nor image_url",
        "",
        line("{'content': [{'type': 'video'}]}"));
    refusesImages(
        "a part of type \"text\" has no text", "", line("{'content': [{'type': 'text'}]}"));
    refusesImages(
        "a picture of it has no URL or path", "", line("{'content': [{'type': 'image'}]}"));
    refusesImages(
        "its picture file://gone.png can't be read",
        "--custom-ensure-client-side-data",
        line("{'prompt': 'a', 'image_files': ['gone.png']}"));
    for (String wrong : List.of("a\\u0000.png", "a%zz.png", "a%00.png", "http://[", "http:// /")) {
      refusesImages(
          "line 1: its picture ",
          "--custom-ensure-client-side-data",
          line("{'prompt': 'a', 'image_files': ['%s']}".formatted(wrong)));
    }
    refusesImages("its name doesn't end with .jsonl", "", folder.resolve("a.json"));
  }

  @Test
  void linesWithSoundThatWontDoAreNamed() throws IOException {
    refusesAudio("it has no \"audio\" with the path of a file", line("{'prompt': 'a'}"));
    refusesAudio("its sound gone.wav can't be read", line("{'prompt': 'a', 'audio': 'gone.wav'}"));
    refusesAudio(
        "isn't a WAV file; convert it",
        line("{'prompt': 'a', 'audio': '%s/sounds/pcm.ogg'}".formatted(GOLDEN)));
    refusesAudio("no line has a \"prompt\"", line("{'audio': 'a.wav'}"));
    refusesAudio(
        "line 1: its sound a\u0000.wav can't be read",
        line("{'prompt': 'a', 'audio': 'a\\u0000.wav'}"));
  }

  @Test
  void sizesOfRandomPicturesAreThoseOfAPythonDictionary() {
    assertThat(sizes("{'(2, 3, 1)': 1, (2,3,1): 3 , (4, 5, 1): 1,}")).hasSize(1);
    refusesSizes("asks for videos of random pixels", "{(2, 3, 1): 1, (2, 3, 8): 0.1}");
    for (String wrong :
        List.of(
            "",
            "{}",
            "[1]",
            "{(2, 3): 1}",
            "{(2, 3, 1): x}",
            "{(2, 3, 1): 0}",
            "{(2, 3, 1): -1}",
            "{(0, 3, 1): 1}",
            "{(2, 3, 1): 1} x",
            "{(99999999999, 3, 1): 1}")) {
      refusesSizes("expected sizes with shares such as", wrong);
    }
    assertThatThrownBy(
            () ->
                sizes(
                    "{(2, 3, 1): 1}",
                    "--random-mm-base-items-per-request",
                    "3",
                    "--random-mm-limit-mm-per-prompt",
                    "{\"image\": 2}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("allows 2 pictures, but a request has at least 3");
    assertThatThrownBy(() -> sizes("{(2, 3, 1): 1}", "--random-mm-num-mm-items-range-ratio", "1.5"))
        .hasMessageContaining("expected a number from 0 to 1");
    assertThat(sizes("{(2, 3, 1): 1}", "--random-mm-base-items-per-request", "0").get(0))
        .extracting(prompt -> prompt.extras().media())
        .isEqualTo("[]");
  }

  private static void refusesSizes(String message, String sizes) {
    assertThatThrownBy(() -> sizes(sizes))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(message);
  }

  private static List<Prompt> sizes(String sizes, String... more) {
    StringBuilder words = new StringBuilder("--num-prompts 1 --random-input-len 5");
    for (String word : more) {
      words.append(" '").append(word).append('\'');
    }
    return prompts("random-mm", words + " --random-mm-bucket-config \"" + sizes + "\"");
  }

  private Path line(String quoted) throws IOException {
    return Files.writeString(folder.resolve("a.jsonl"), quoted.replace('\'', '"') + "\n");
  }

  private static void refusesImages(String message, String more, Path file) {
    assertThatThrownBy(() -> images(more, file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private static void refusesAudio(String message, Path file) {
    assertThatThrownBy(
            () ->
                prompts(
                    "custom_audio",
                    "--enable-multimodal-chat --num-prompts 1 --dataset-path " + file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private static List<Prompt> images(String more, Path file) {
    return prompts("custom_image", "--num-prompts 1 " + more + " --dataset-path " + file);
  }

  private static List<Prompt> prompts(String dataset, String more) {
    BenchOptions options =
        new OptionsReader()
            .read(
                new Sources(
                    "vllm bench serve --model m --backend openai-chat --endpoint"
                        + " /v1/chat/completions --dataset-name "
                        + dataset
                        + " "
                        + more,
                    Map.of("llm.compat", "vllm-0.33")));
    return MadePrompts.of(options).measured();
  }
}
