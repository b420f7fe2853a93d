package llmbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.tokenizer.testing.TokenizerCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small tokenizers, each for a rule, against what transformers 4.57.1 and 5.24.0 made of them:
 * class, sizes, special ids, what is encoded, decoded and rendered ({@code bench/tokenizer_facts.py
 * small}).
 */
class SmallTokenizersTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/tokenizers/small.json");

  @TempDir Path temp;

  static Stream<Arguments> cases() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(Files.readAllBytes(GOLDEN));
    return StreamSupport.stream(golden.path("cases").spliterator(), false)
        .flatMap(
            one ->
                Stream.of("4", "5")
                    .map(label -> Arguments.of(one.path("name").asText(), label, one)));
  }

  @ParameterizedTest(name = "{0}, transformers {1}")
  @MethodSource("cases")
  void itIsWhatTransformersMakesOfIt(String name, String label, JsonNode one) throws IOException {
    for (Map.Entry<String, JsonNode> file : one.path("files").properties()) {
      JsonNode content = file.getValue();
      Files.writeString(
          temp.resolve(file.getKey()),
          content.isTextual() ? content.textValue() : content.toString());
    }
    assertThat(
            TokenizerCheck.differences(
                temp.toString(), TokenizerCheck.transformers(label), one.path(label)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V5 | {'split_special_tokens':true} | {} | its split_special_tokens is true",
        "V5 | {'fix_mistral_regex':true} | {} | its fix_mistral_regex is true",
        "V4 | {'tokenizer_class':'LlamaTokenizer','add_prefix_space':false} | {}"
            + " | of its tokenizer.model, not of its tokenizer.json",
        "V4 | {'tokenizer_class':'NoSuchTokenizer'} | {} | its class 'NoSuchTokenizer' is not one",
        "V4 | {'tokenizer_class':'LlamaTokenizer','bos_token':null} | {} | it has no bos_token",
        "V4 | {'extra_special_tokens':['<e>']} | {} | its extra_special_tokens is a list",
        "V4 | {'tokenizer_class':'A','auto_map':{'AutoTokenizer':['a.A',null]}} | {}"
            + " | its auto_map names Python code",
        "V5 | {'tokenizer_class':'A','auto_map':{'AutoTokenizer':['a.A',null]}} | {}"
            + " | its auto_map names Python code",
        "V5 | {'tokenizer_class':'BertTokenizer'} | {}"
            + " | class BertTokenizer of transformers 5 builds a pipeline of its own",
        "V4 | {'tokenizer_class':'CodeLlamaTokenizer'} | {} | takes <FILL_ME> in a text",
        "V5 | {'tokenizer_class':'ByT5Tokenizer'} | {} | reads other files than tokenizer.json",
      })
  void whatIsNotKeptIsAnErrorThatNamesTheRule(
      Transformers transformers, String config, String model, String rule) throws IOException {
    folder(config, model);
    assertThatThrownBy(() -> Tokenizers.open(temp.toString(), null, transformers))
        .isInstanceOf(TokenizerException.class)
        .hasMessageStartingWith("The tokenizer '" + temp + "' can't be opened as the tool opens it")
        .hasMessageContaining(rule);
  }

  @Test
  void aTekkenFileOfMistralsIsReadInsteadByTransformers5() throws IOException {
    folder("{'tokenizer_class':'LlamaTokenizer'}", "{'model_type':'mistral'}");
    Files.writeString(temp.resolve("tekken.json"), "{}");
    assertThatThrownBy(() -> Tokenizers.open(temp.toString(), null, Transformers.V5))
        .hasMessageContaining("reads the tekken.json of a 'mistral' model");
    assertThat(Tokenizers.open(temp.toString(), null, Transformers.V4).facts().tokenizerClass())
        .isEqualTo("LlamaTokenizer");
  }

  @Test
  void whatWasRecognisedIsSaidAndRecorded() throws IOException {
    folder("{'tokenizer_class':'LlamaTokenizer','add_eos_token':true}", "{}");
    TokenizerFacts facts = Tokenizers.open(temp.toString(), null, Transformers.V4).facts();
    assertThat(facts.said())
        .isEqualTo(
            "5 tokens, 3 of them special; opened as transformers 4 does (LlamaTokenizer, by the"
                + " rules in its tokenizer.json); adds 2 of them to each text");
    assertThat(facts.recorded().toString())
        .isEqualTo(
            "{transformers=4, class=LlamaTokenizer, pipeline=tokenizer.json, clean_up=false,"
                + " vocab_size=2, len=5, num_special=2, special_ids=2–4}");
    assertThat(Tokenizers.open("bundled", null, Transformers.V4).facts().said())
        .isEqualTo(
            "151,665 tokens, 14 of them special; opened as transformers 4 does (Qwen2Tokenizer, by"
                + " the rules in its tokenizer.json)");
    assertThat(Tokenizers.open("bundled", null, Transformers.V5).facts().said())
        .isEqualTo(
            "151,665 tokens, 14 of them special; opened as transformers 5 does (Qwen2Tokenizer, by"
                + " that class's own rules)");
  }

  private void folder(String config, String model) throws IOException {
    Files.writeString(
        temp.resolve("tokenizer.json"),
        """
        {"version": "1.0", "added_tokens": [], "normalizer": null, "pre_tokenizer": null,
         "post_processor": null, "decoder": null,
         "model": {"type": "BPE", "vocab": {"a": 0, "b": 1}, "merges": []}}
        """);
    Files.writeString(temp.resolve("tokenizer_config.json"), config.replace('\'', '"'));
    Files.writeString(temp.resolve("config.json"), model.replace('\'', '"'));
  }
}
