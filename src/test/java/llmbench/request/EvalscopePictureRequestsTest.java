package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import llmbench.dataset.Prompt;
import llmbench.dataset.testing.MadePrompts;
import llmbench.options.BenchOptions;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** evalscope's random pictures, from the tool's own arguments to bodies and every pixel. */
class EvalscopePictureRequestsTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/random_vl_1.14.json");

  private static final Pattern PICTURE = Pattern.compile("(data:image/png;base64),([^\"]*)");

  static Stream<Named<JsonNode>> cases() {
    try {
      JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile());
      return StreamSupport.stream(golden.path("cases").spliterator(), false)
          .map(each -> Named.of(each.path("args").toString(), each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCaseIsThere() {
    assertThat(cases()).hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textsAndPixelsAreTheTools(JsonNode golden) throws Exception {
    if (golden.has("error")) {
      assertThatThrownBy(() -> options(golden)).isInstanceOf(OptionsException.class);
      return;
    }
    BenchOptions options = options(golden);
    MadePrompts made = MadePrompts.of(options);
    EvalscopeRequests requests = new EvalscopeRequests(options, "M");
    List<Prompt> prompts = new ArrayList<>(made.measured());
    if (options.evalscope().orElseThrow().connection().test()) {
      prompts.add(0, made.test().orElseThrow());
    }
    assertThat(prompts).hasSameSizeAs(golden.path("requests"));
    for (int i = 0; i < prompts.size(); i++) {
      String body = requests.of(prompts.get(i)).text();
      JsonNode expected = golden.path("requests").get(i);
      assertThat(PICTURE.matcher(body).replaceAll("<IMAGE>"))
          .isEqualTo(expected.path("body_without_images").asText());
      Matcher pictures = PICTURE.matcher(body);
      for (JsonNode picture : expected.path("images")) {
        assertThat(pictures.find()).isTrue();
        assertThat(pictures.group(1)).isEqualTo(picture.path("prefix").asText());
        assertThat(pixels(pictures.group(2), picture))
            .isEqualTo(picture.path("pixels_sha256").asText());
      }
      assertThat(pictures.find()).isFalse();
    }
  }

  /** The hash of its samples row by row, of as many channels as the golden picture has. */
  private static String pixels(String base64, JsonNode golden)
      throws IOException, NoSuchAlgorithmException {
    BufferedImage picture =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    assertThat(List.of(picture.getWidth(), picture.getHeight()))
        .containsExactly(golden.path("size").get(0).asInt(), golden.path("size").get(1).asInt());
    int channels = golden.path("mode").asText().length();
    assertThat(picture.getRaster().getNumBands()).isEqualTo(channels);
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int pixel = picture.getRGB(x, y);
        hash.update((byte) (pixel >> 16));
        hash.update((byte) (pixel >> 8));
        hash.update((byte) pixel);
        if (channels == 4) {
          hash.update((byte) (pixel >>> 24));
        }
      }
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  /** Python draws for Image.new only where texts are messages; else the text is one character. */
  @Test
  void whereTextsAreNoMessagesTheTextIsItsFirstCharacter() {
    BenchOptions options =
        options(
            "--number 1 --min-prompt-length 9 --max-prompt-length 9 --seed 42 --image-width 2"
                + " --image-height 2 --url http://h/v1/completions");
    Prompt prompt = MadePrompts.of(options).measured().get(0);
    assertThat(prompt.text()).contains("\"text\": \"\\u");
    assertThat(prompt.tokens()).isPositive();
  }

  /** 224 pixels are 8 squares of 28; each of 64 counts beside the text's tokens. */
  @Test
  void picturesCountByTheirSquares() {
    String line = "--number 1 --min-prompt-length 40 --max-prompt-length 40 --seed 42";
    int one = MadePrompts.of(options(line)).measured().get(0).tokens();
    int two = MadePrompts.of(options(line + " --image-num 2")).measured().get(0).tokens();
    int finer = MadePrompts.of(options(line + " --image-patch-size 14")).measured().get(0).tokens();
    assertThat(one).isEqualTo(40 + 64);
    assertThat(two).isEqualTo(40 + 128);
    assertThat(finer).isEqualTo(40 + 256);
  }

  private static BenchOptions options(JsonNode golden) {
    StringBuilder line = new StringBuilder("--seed " + golden.path("seed").asText());
    boolean untested = golden.path("args").path("no_test_connection").asBoolean(true);
    line.append(untested ? " --no-test-connection" : "");
    for (Map.Entry<String, JsonNode> arg : golden.path("args").properties()) {
      String flag = " --" + arg.getKey().replace('_', '-');
      JsonNode value = arg.getValue();
      if (value.isArray()) {
        line.append(flag).append(' ').append(value.get(0)).append(' ').append(value.get(1));
      } else if (!value.isBoolean()) {
        line.append(flag).append(' ').append(value.asText());
      } else if (value.booleanValue()) {
        line.append(flag);
      }
    }
    return options(line.toString());
  }

  private static BenchOptions options(String arguments) {
    return new OptionsReader()
        .read(
            new Sources(
                "evalscope perf --model M --dataset random_vl --tokenizer-path bundled "
                    + arguments,
                Map.of("llm.compat", "evalscope-1.14")));
  }
}
