package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordwiseEncoderTest {

  private static final DjlTokenizer QWEN = (DjlTokenizer) Tokenizers.bundled();

  /** Pieces that are near every place where the reasoning could break. */
  private static final List<String> PARTS =
      List.of(
          "a",
          "Zebra",
          "é",
          "e\u0301",
          "ß",
          "ſ",
          "Ω",
          "ж",
          "ש",
          "م",
          "ـ",
          "ก",
          "ิ",
          "字",
          "한",
          "\u1112",
          "\u1161",
          "が",
          "か\u3099",
          " ",
          "  ",
          "\t",
          "\n",
          "\r\n",
          "\u00a0",
          "\u2028",
          "0",
          "42",
          "½",
          "٣",
          "'s",
          "'LL",
          "'",
          "\"",
          "-",
          "_",
          "=",
          "\u0338",
          "<",
          "<|",
          "|>",
          "<|im_end|>",
          "im_end",
          "<tool_call>",
          "K",
          "\u212a",
          "\u037e",
          "\u1fef",
          "\u200d",
          "😀",
          "👩‍👩‍👧",
          "\ud800",
          "\0",
          "\u007f",
          "…",
          "。",
          "!",
          "?!",
          ".",
          "//");

  @Test
  void randomTextsEncodeAsTheyDoWhole() {
    Random random = new Random(20240607);
    for (int i = 0; i < 1500; i++) {
      StringBuilder text = new StringBuilder();
      for (int parts = random.nextInt(24); parts >= 0; parts--) {
        text.append(PARTS.get(random.nextInt(PARTS.size())));
      }
      same(text.toString());
    }
  }

  @Test
  void runsOfTheVocabularyEncodeAsTheyDoWhole() {
    Random random = new Random(7);
    for (int i = 0; i < 120; i++) {
      int[] ids = new int[1 + random.nextInt(300)];
      int start = random.nextInt(QWEN.vocabSize());
      for (int j = 0; j < ids.length; j++) {
        ids[j] = random.nextInt(4) == 0 ? random.nextInt(151_665) : (start + j) % QWEN.vocabSize();
      }
      same(QWEN.decode(ids));
    }
  }

  @Test
  void onlyKnownKindsOfTokenizersAreSplit() throws IOException {
    assertThat(
            fits(
                Files.readString(
                    Path.of("src/test/resources/llm-bench/tokenizers/qwen2.5/tokenizer.json"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"Metaspace\"",
        "\"type\":\"ByteLevel\",\"add_prefix_space\":true",
        "\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"use_regex\":false",
        "\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Digits\"}]"
      })
  void otherKindsAreEncodedWhole(String preTokenizer) throws IOException {
    String json =
        """
        {"added_tokens": [], "normalizer": null, "pre_tokenizer": {%s},
         "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}
        """;
    assertThat(fits(json.formatted(preTokenizer))).isFalse();
    assertThat(fits(json.formatted("\"type\":\"ByteLevel\",\"add_prefix_space\":false"))).isTrue();
  }

  @Test
  void addedTokensThatEatBlanksAreNotSplitAround() throws IOException {
    String json =
        """
        {"added_tokens": [{"id": 1, "content": "<m>", "lstrip": true}], "normalizer": null,
         "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
         "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}
        """;
    assertThat(fits(json)).isFalse();
    assertThat(fits(json.replace("true", "false"))).isTrue();
  }

  @Test
  void whatIsRememberedChangesNothing() {
    List<String> asked = new ArrayList<>();
    WordwiseEncoder encoder =
        new WordwiseEncoder(
            text -> {
              asked.add(text);
              return new int[] {text.length()};
            },
            List.of("<|x|>"));
    assertThat(encoder.encode("one two one two.")).containsExactly(3, 4, 4, 4, 1);
    assertThat(encoder.encode("one two one two.")).containsExactly(3, 4, 4, 4, 1);
    assertThat(asked).containsExactly("one", " two", " one", ".");
    assertThat(encoder.encode("one <|x|> two")).containsExactly(13);
    assertThat(encoder.encode("")).isEmpty();
  }

  @Test
  void textsAreSplitAtTheLongestTokensWhereThoseStandAsWritten() {
    WordwiseEncoder encoder =
        new WordwiseEncoder(
            text -> new int[] {text.length()}, List.of("<x>", "<x><y>", "<long>"), true);
    assertThat(encoder.encode("one two<x>three<x><y>< x")).containsExactly(3, 4, 3, 5, 6, 3);
    assertThat(encoder.encode("<x><x>")).containsExactly(3, 3);
    assertThat(encoder.encode("")).isEmpty();
  }

  private static void same(String text) {
    assertThat(QWEN.encode(text)).as("%s", text).isEqualTo(QWEN.encodeWhole(text));
  }

  private static boolean fits(String tokenizerJson) throws IOException {
    TokenizerJson json =
        TokenizerJson.read(tokenizerJson.getBytes(StandardCharsets.UTF_8), Set.of());
    List<AddedToken> added = new ArrayList<>();
    json.addedTokens().forEach(token -> added.add(AddedToken.of(token)));
    return WordwiseEncoder.fits(json, added);
  }
}
