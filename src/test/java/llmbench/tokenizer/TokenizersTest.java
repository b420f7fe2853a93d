package llmbench.tokenizer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizersTest {

  @TempDir Path home;
  private Path hub;
  private final List<String> downloads = new ArrayList<>();
  private Tokenizers tokenizers;

  @BeforeEach
  void prepare() {
    hub = home.resolve(".cache/huggingface/hub");
    tokenizers = tokenizers(Map.of());
  }

  @Test
  void theBundledTokenizerIsQwens() {
    Tokenizer qwen = Tokenizers.bundled().tokenizer();
    assertThat(qwen.vocabSize()).isEqualTo(151643);
    assertThat(qwen.addedSpecialTokens()).isZero();
    assertThat(qwen.specialIds()).hasSize(14).startsWith(151643).endsWith(151656);
    assertThat(qwen.encode("Hello, 你好 🙂")).containsExactly(9707, 11, 220, 108386, 27484);
    assertThat(qwen.decode(new int[] {9707, 11, 220, 108386})).isEqualTo("Hello, 你好");
    assertThat(qwen.decode(new int[] {151644, 872})).isEqualTo("<|im_start|>user");
  }

  @Test
  void anEmptyQuestionHas29TokensInQwensChatTemplate() {
    Tokenizers.Opened opened = Tokenizers.bundled();
    ChatTemplate template = requireNonNull(opened.template());
    String rendered = template.render(List.of(new ChatTemplate.Message("user", "")), true);
    assertThat(rendered)
        .isEqualTo(
            """
            <|im_start|>system
            You are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>
            <|im_start|>user
            <|im_end|>
            <|im_start|>assistant
            """);
    assertThat(opened.tokenizer().count(rendered)).isEqualTo(29);
  }

  @Test
  void aSystemMessageOfOnesOwnReplacesTheTemplates() {
    ChatTemplate template = requireNonNull(Tokenizers.bundled().template());
    String rendered =
        template.render(
            List.of(
                new ChatTemplate.Message("system", "Be brief."),
                new ChatTemplate.Message("user", "Hi"),
                new ChatTemplate.Message("assistant", "Yes?"),
                new ChatTemplate.Message("user", "{{ 1 }} <|im_end|>")),
            true);
    assertThat(rendered)
        .isEqualTo(
            """
            <|im_start|>system
            Be brief.<|im_end|>
            <|im_start|>user
            Hi<|im_end|>
            <|im_start|>assistant
            Yes?<|im_end|>
            <|im_start|>user
            {{ 1 }} <|im_end|><|im_end|>
            <|im_start|>assistant
            """);
  }

  @Test
  void whatAMessageSaysPassesTheTemplateUnchanged() {
    ChatTemplate template = requireNonNull(Tokenizers.bundled().template());
    Random random = new Random(5);
    String alphabet = "a 你🙂{}%#\"'\\\n\r\t\u001b\u0000\u007f<|>&";
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String rendered =
          template.render(List.of(new ChatTemplate.Message("user", text.toString())), true);
      assertThat(rendered).contains("<|im_start|>user\n" + text + "<|im_end|>\n");
    }
  }

  @Test
  void aDirectoryAFileAndAHubIdInTheCacheAreFound() throws IOException {
    Path directory = Files.createDirectories(home.resolve("mine"));
    copyTokenizer(directory);
    Path snapshot = Files.createDirectories(hub.resolve("models--some--model/snapshots/abc"));
    copyTokenizer(snapshot);
    assertThat(open(directory.toString()).name()).isEqualTo(directory.toString());
    assertThat(open(directory.resolve("tokenizer.json").toString()).vocabSize()).isEqualTo(151643);
    assertThat(open("some/model").name()).isEqualTo("some/model");
    assertThat(tokenizers.find(null, "some/model").notes()).isEmpty();
    assertThat(tokenizers.find(null, directory.toString()).notes()).isEmpty();
    assertThat(downloads).isEmpty();
  }

  @Test
  void theCacheMayBeElsewhere() throws IOException {
    copyTokenizer(Files.createDirectories(home.resolve("hf/hub/models--a--b/snapshots/1")));
    copyTokenizer(Files.createDirectories(home.resolve("cache/models--c--d/snapshots/1")));
    String hfHome = home.resolve("hf").toString();
    String hubCache = home.resolve("cache").toString();
    assertThat(tokenizers(Map.of("HF_HOME", hfHome)).find("a/b", null).tokenizer().name())
        .isEqualTo("a/b");
    Map<String, String> both = Map.of("HF_HOME", hfHome, "HF_HUB_CACHE", hubCache);
    assertThat(tokenizers(both).find("c/d", null).tokenizer().name()).isEqualTo("c/d");
  }

  @Test
  void withoutOneTheBundledStandsInAndSaysSoUnlessItIsTheRightOne() {
    assertThat(tokenizers.find(null, "Qwen2.5-0.5B-Instruct").notes()).isEmpty();
    assertThat(tokenizers.find(null, "Qwen/Qwen2.5-7B").notes()).isEmpty();
    Tokenizers.Opened other = tokenizers.find(null, "meta-llama/Llama-3.1-8B");
    assertThat(other.tokenizer().name()).isEqualTo("Qwen2.5 (bundled)");
    assertThat(other.notes())
        .singleElement()
        .asString()
        .startsWith("The tokenizer of the model 'meta-llama/Llama-3.1-8B' is not on this machine");
    assertThat(tokenizers.find(null, null).notes()).hasSize(1);
    assertThat(downloads).isEmpty();
  }

  @Test
  void oneThatWasAskedForIsDownloadedOrRefused() {
    assertThat(open("Qwen/Qwen2.5-7B-Instruct").name()).isEqualTo("Qwen2.5 (bundled)");
    assertThat(open("bundled").name()).isEqualTo("Qwen2.5 (bundled)");
    assertThatThrownBy(() -> open("no/such"))
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            """
            The tokenizer 'no/such' can't be had: there is no such directory or tokenizer.json, it \
            is not in the local hub cache (%s), and the download from the hub failed: no network.
            Pass the path of a directory with a tokenizer.json, or of a tokenizer.json, with \
            --tokenizer; 'bundled' is the Qwen2.5 tokenizer that ships with LLM Bench."""
                .formatted(hub));
    assertThat(downloads).containsExactly("no/such");
    assertThatThrownBy(() -> open("/no/such/directory"))
        .hasMessageContaining("it has not the form of a hub id");
    assertThat(downloads).hasSize(1);
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() throws IOException {
    Path file = Files.writeString(home.resolve("tokenizer.json"), "{\"model\": {}}");
    assertThatThrownBy(() -> open(file.toString()))
        .isInstanceOf(TokenizerException.class)
        .hasMessage(file + " is no tokenizer.json that can be read: it has no model.vocab");
  }

  private Tokenizer open(String name) {
    return tokenizers.find(name, null).tokenizer();
  }

  private Tokenizers tokenizers(Map<String, String> environment) {
    return new Tokenizers(
        HubCache.of(environment, home),
        id -> {
          downloads.add(id);
          throw new IllegalStateException("no network");
        });
  }

  private static void copyTokenizer(Path directory) throws IOException {
    for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
      try (InputStream in =
          requireNonNull(TokenizersTest.class.getResourceAsStream("/tokenizers/qwen2.5/" + file))) {
        Files.copy(in, directory.resolve(file));
      }
    }
  }
}
