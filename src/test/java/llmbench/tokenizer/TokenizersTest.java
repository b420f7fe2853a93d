package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizersTest {

  private static final Path QWEN = Path.of("src/test/resources/llm-bench/tokenizers/qwen2.5");

  /** A whole tokenizer of two tokens. */
  private static final String SMALL =
      """
      {"version": "1.0", "truncation": null, "padding": null, "normalizer": null,
       "added_tokens": [{"id": 2, "content": "<s>", "single_word": false, "lstrip": false,
         "rstrip": false, "normalized": false, "special": true}],
       "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
         "use_regex": true},
       "post_processor": null, "decoder": null,
       "model": {"type": "BPE", "dropout": null, "unk_token": null, "fuse_unk": false,
         "byte_fallback": false, "vocab": {"a": 0, "b": 1}, "merges": []}}
      """;

  @TempDir Path temp;

  private final List<String> downloads = new ArrayList<>();

  @Test
  void theBundledOneIsQwens() {
    Tokenizer qwen = Tokenizers.bundled();
    assertThat(qwen.vocabSize()).isEqualTo(151_643);
    assertThat(qwen.specialIds()).isEqualTo(IntStream.rangeClosed(151_643, 151_656).toArray());
    assertThat(qwen.addedSpecialTokens()).isZero();
    assertThat(qwen.name()).isEqualTo("Qwen2.5 (bundled)");
    assertThat(qwen.encode("<|im_start|>hi😀")).hasSize(3).startsWith(151_644);
    assertThat(qwen.decode(qwen.encode("Grüße, 世界 😀\0"))).isEqualTo("Grüße, 世界 😀\0");
    assertThat(qwen.encode("")).isEmpty();
    assertThat(qwen.decode(qwen.encode("😀 \ud83d 😀 \ude00"))).isEqualTo("😀 \ufffd 😀 \ufffd");
    assertThat(qwen.count("a".repeat(5_000))).isPositive();
  }

  @Test
  void threadsMayShareOneTokenizer() {
    Tokenizer qwen = Tokenizers.bundled();
    List<int[]> alone = IntStream.range(0, 200).mapToObj(i -> qwen.encode(text(i))).toList();
    List<int[]> together =
        IntStream.range(0, 200).parallel().mapToObj(i -> qwen.encode(text(i))).toList();
    assertThat(together).usingRecursiveComparison().isEqualTo(alone);
  }

  @Test
  void anExplicitOneIsADirectoryAFileOrOneOfTheBundledNames() throws IOException {
    assertThat(open(QWEN.toString(), null).tokenizer().name()).isEqualTo(QWEN.toString());
    Path copy = temp.resolve("mine.json");
    Files.writeString(copy, SMALL);
    assertThat(open(copy.toString(), null))
        .satisfies(it -> assertThat(it.tokenizer().vocabSize()).isEqualTo(2))
        .satisfies(it -> assertThat(it.tokenizer().specialIds()).containsExactly(2))
        .satisfies(it -> assertThat(it.tokenizer().encode("ab<s>a")).containsExactly(0, 1, 2, 0))
        .satisfies(it -> assertThat(it.chatTemplate()).isEmpty());
    for (String name : List.of("bundled", "Qwen/Qwen2.5-0.5B-Instruct")) {
      assertThat(open(name, "some/model").tokenizer()).isSameAs(Tokenizers.bundled());
      assertThat(open(name, "some/model").notes()).isEmpty();
    }
    assertThat(downloads).isEmpty();
  }

  @Test
  void aHubIdIsTakenFromTheCacheThenDownloaded() throws IOException {
    cached("org--cached");
    assertThat(open("org/cached", null).tokenizer().name()).isEqualTo("org/cached");
    assertThat(downloads).isEmpty();
    assertThatThrownBy(() -> open("org/absent", null))
        .isInstanceOf(TokenizerException.class)
        .hasMessageStartingWith("No tokenizer 'org/absent': ")
        .hasMessageContainingAll(
            "no such directory",
            "local Hugging Face cache (" + hub(),
            "couldn't be downloaded (no route; there may be no network)",
            "directory that holds tokenizer.json",
            "'bundled'");
    assertThat(downloads).containsExactly("org/absent");
  }

  @Test
  void aDownloadThatWorksIsUsed() {
    Opened opened =
        new TokenizerFinder(Transformers.V5, cache(Map.of()), id -> cached(id.replace("/", "--")))
            .open("org/fresh", null);
    assertThat(opened.tokenizer().name()).isEqualTo("org/fresh");
  }

  @Test
  void offlineNothingIsDownloaded() {
    HubCache offline = cache(Map.of("HF_HUB_OFFLINE", "1"));
    assertThatThrownBy(
            () ->
                new TokenizerFinder(Transformers.V5, offline, downloads::add)
                    .open("org/absent", null))
        .hasMessageContaining("HF_HUB_OFFLINE forbids downloading it");
    assertThat(downloads).isEmpty();
  }

  @Test
  void aPathThatIsNotThereIsNotTakenForAHubId() throws IOException {
    for (String path : List.of("/no/such", "./no", "a/b/c", "no.json")) {
      assertThatThrownBy(() -> open(path, null)).hasMessageContaining("no such file or directory");
    }
    assertThatThrownBy(() -> open(temp.toString(), null))
        .hasMessageContaining("the directory has no tokenizer.json");
    assertThat(downloads).isEmpty();
  }

  @Test
  void aFileThatIsNoTokenizerSaysWhatIsWrong() throws IOException {
    Path file = temp.resolve("tokenizer.json");
    for (String content :
        List.of("", "nonsense", "[]", "{}", "{\"model\":{\"vocab\":{\"a\":0}}}")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> open(temp.toString(), null))
          .isInstanceOf(TokenizerException.class)
          .hasMessageContaining("can't be read from " + file);
    }
  }

  @Test
  void aFileBesideItThatCantBeReadIsNamed() throws IOException {
    Files.writeString(temp.resolve("tokenizer.json"), SMALL);
    for (String name :
        List.of(
            "tokenizer_config.json",
            "config.json",
            "added_tokens.json",
            "special_tokens_map.json")) {
      Path file = Files.writeString(temp.resolve(name), "{nonsense");
      assertThatThrownBy(() -> open(temp.toString(), null))
          .isInstanceOf(TokenizerException.class)
          .hasMessageStartingWith(
              "The tokenizer '%s' can't be opened: %s, which lies beside".formatted(temp, file))
          .hasMessageContaining("can't be read: it is no JSON (")
          .hasMessageEndingWith(". Mend the file, or pass a copy of the folder without it.");
      Files.delete(file);
    }
    Path template = temp.resolve("chat_template.jinja");
    Files.write(template, new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> open(temp.toString(), null)).hasMessageContaining(": " + template);
  }

  @Test
  void olderFilesAreReadOnlyWhereTheConfigLacksWhatTheyHave() throws IOException {
    Files.writeString(temp.resolve("tokenizer.json"), SMALL);
    Files.writeString(temp.resolve("tokenizer_config.json"), "{\"added_tokens_decoder\": {}}");
    Files.writeString(temp.resolve("added_tokens.json"), "{nonsense");
    Files.writeString(temp.resolve("special_tokens_map.json"), "{nonsense");
    assertThat(open(temp.toString(), null).tokenizer().size()).isEqualTo(3);
  }

  @Test
  void withoutOneTheModelsOwnIsUsed() throws IOException {
    Files.writeString(temp.resolve("tokenizer.json"), SMALL);
    assertThat(open(null, temp.toString()).tokenizer().name()).isEqualTo(temp.toString());
    cached("org--cached");
    assertThat(open("", "org/cached"))
        .satisfies(it -> assertThat(it.tokenizer().name()).isEqualTo("org/cached"))
        .satisfies(it -> assertThat(it.notes()).isEmpty());
  }

  @Test
  void theBundledOneStandsInAndANoteSaysSoUnlessItIsTheModels() {
    for (String other : List.of("org/absent", "/models/other", "someone/Qwen2.5-tuned", "a b/c")) {
      assertThat(open(null, other).tokenizer()).isSameAs(Tokenizers.bundled());
      assertThat(open(null, other).notes())
          .singleElement()
          .asString()
          .contains("'" + other + "'", "bundled Qwen2.5 tokenizer is used")
          .contains("Pass --tokenizer (evalscope: --tokenizer-path) with a directory");
    }
    assertThat(open(null, null).notes())
        .singleElement()
        .asString()
        .startsWith("No model was named");
    for (String qwen : List.of("Qwen2.5-0.5B-Instruct", "Qwen/Qwen2.5-7B", "/m/Qwen2.5-7B/")) {
      assertThat(open(null, qwen).notes()).isEmpty();
    }
    assertThat(downloads).isEmpty();
  }

  private Opened open(@Nullable String tokenizer, @Nullable String modelId) {
    TokenizerFinder finder =
        new TokenizerFinder(
            Transformers.V5,
            cache(Map.of()),
            id -> {
              downloads.add(id);
              throw new IOException("no route\nand more");
            });
    return finder.open(tokenizer, modelId);
  }

  private HubCache cache(Map<String, String> more) {
    Map<String, String> environment = new java.util.HashMap<>(more);
    environment.put("HF_HUB_CACHE", hub().toString());
    return HubCache.of(environment, temp.resolve("home"));
  }

  private Path hub() {
    return temp.resolve("hub");
  }

  private void cached(String name) throws IOException {
    Path snapshot = hub().resolve("models--" + name).resolve("snapshots").resolve("abc");
    Files.createDirectories(snapshot);
    Files.writeString(snapshot.resolve("tokenizer.json"), SMALL);
  }

  private static String text(int i) {
    return "word" + i + " and <|im_end|> naïve " + "字".repeat(i % 7) + i * 31;
  }
}
