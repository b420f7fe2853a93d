package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * Conversations that vLLM's script makes of texts, by distributions: whoever asks says a number, so
 * that no two conversations begin the same, and then some of the text.
 *
 * <p>Source: {@code parse_input_json_file} and {@code generate_conversations} of
 * benchmarks/multi_turn/bench_dataset.py of vLLM 0.32.
 */
final class GeneratedTalks {

  static final String TYPE = "generate_conversations";

  private static final String ASKED = "Please rewrite the following text and add more content: ";
  private static final String INPUT = "prompt_input";
  private static final int FEWEST_MESSAGES = 2;

  /** How far the beginning that all have stays below its length. */
  private static final int CUT = 2;

  private final String at;
  private final JsonNode json;
  private final Tokenizer tokenizer;
  private final NumpyLegacyRandom random;

  /**
   * Those of a file.
   *
   * @param file to begin a message
   * @param random that they are drawn from
   */
  GeneratedTalks(DatasetFile file, JsonNode json, Tokenizer tokenizer, NumpyLegacyRandom random) {
    this.at = file.at();
    this.json = json;
    this.tokenizer = tokenizer;
    this.random = random;
  }

  /** How many there are. */
  int number() {
    JsonNode number = json.path("num_conversations");
    if (!number.isIntegralNumber() || number.asInt() < 1) {
      throw wrong("\"num_conversations\" is to be a whole number of at least 1");
    }
    return number.asInt();
  }

  /**
   * All of them, in order, made while they are taken: what is drawn for all of them is drawn now.
   *
   * @throws DatasetException when the file has something else than the script wants, or too little
   *     text; here or while they are taken
   */
  Stream<ClientsTalk> talks() {
    int number = number();
    DrawnNumber turns = whole(INPUT, "num_turns");
    DrawnNumber tokens = drawn(INPUT, "num_tokens");
    DrawnNumber common =
        json.path(INPUT).has("common_prefix_num_tokens")
            ? whole(INPUT, "common_prefix_num_tokens")
            : new DrawnNumber.Constant(0, true);
    DrawnNumber prefixes = whole(INPUT, "prefix_num_tokens");
    DrawnNumber answers = drawn("prompt_output", "num_tokens");
    int[] text = text();
    int[] messages =
        DoubleStream.of(turns.sample(random, number))
            .mapToInt(each -> (int) Math.max(FEWEST_MESSAGES, each))
            .map(each -> each + each % 2)
            .toArray();
    int[] own = ints(prefixes.sample(random, number));
    Making making = new Making(text, tokens, answers, (int) common.sample(random, 1)[0]);
    return IntStream.range(0, number).mapToObj(i -> making.talk(i, messages[i], own[i]));
  }

  private DrawnNumber whole(String section, String name) {
    DrawnNumber drawn = drawn(section, name);
    if (!drawn.isWhole()) {
      throw wrong("\"" + name + "\" of \"" + section + "\" is to be of whole numbers");
    }
    return drawn;
  }

  private DrawnNumber drawn(String section, String name) {
    return new DrawnSection(
            at + ": \"" + name + "\" of \"" + section + "\"", json.path(section).path(name))
        .drawn();
  }

  private static int[] ints(double[] values) {
    return DoubleStream.of(values).mapToInt(each -> (int) each).toArray();
  }

  /** The tokens of all text files, one behind the other. */
  private int[] text() {
    JsonNode names = json.path("text_files");
    if (!names.isArray() || names.isEmpty()) {
      throw wrong("\"text_files\" is to be a list of one text file at least");
    }
    List<int[]> files = new ArrayList<>();
    for (JsonNode name : names) {
      DatasetFile file =
          new DatasetFile(
              at + ", text_files: ", Path.of(name.asText()), "a text file with ", "any text");
      files.add(tokenizer.encode(file.text()));
    }
    return files.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private DatasetException wrong(String why) {
    return new DatasetException(
        at + ": " + why + ", as in vLLM's generate_multi_turn.json (docs/vllm-multi-turn.md).");
  }

  /** One conversation after the other: each begins further on in the text. */
  private final class Making {

    private final int[] text;
    private final DrawnNumber tokens;
    private final DrawnNumber answers;
    private final String common;
    private final int asked;
    private int offset;

    Making(int[] text, DrawnNumber tokens, DrawnNumber answers, int common) {
      this.text = text;
      this.tokens = tokens;
      this.answers = answers;
      this.common = common > 0 ? beginning(common) : "";
      this.offset = Math.max(0, common);
      this.asked = tokenizer.count(ASKED);
    }

    /** {@code list[:n - 2]}, which for one token is all but the last. */
    private String beginning(int length) {
      int end = length < CUT ? text.length + length - CUT : Math.min(text.length, length - CUT);
      return tokenizer.decode(Arrays.copyOf(text, Math.max(0, end))) + ".";
    }

    ClientsTalk talk(int number, int messages, int prefix) {
      int[] input = ints(tokens.sample(random, messages));
      int[] output = ints(answers.sample(random, messages));
      int longest = Math.max(asked, IntStream.of(input).max().orElse(0));
      List<String> said = new ArrayList<>();
      List<String> answered = new ArrayList<>();
      for (int i = 0; i < messages; i += 2) {
        said.add(said(number, i, Math.max(asked, input[i]), prefix, longest));
        answered.add(piece(0, Math.max(1, output[i + 1])));
      }
      offset += messages;
      return ClientsTalk.of("CONV_ID_" + number, said, answered);
    }

    private String said(int number, int place, int length, int prefix, int longest) {
      StringBuilder content = new StringBuilder();
      content.append(place == 0 ? common : "").append(number).append(" is a nice number... ");
      int left = length - tokenizer.count(content.toString());
      if (place == 0 && prefix > 0) {
        content.append(number).append(", ").append(piece(offset, prefix));
        offset += prefix;
      }
      content.append(ASKED);
      left -= asked;
      if (left > 0) {
        content.append(piece(offset + (long) place * longest, left));
      }
      return content.toString();
    }

    private String piece(long from, int length) {
      if (text.length <= from + length) {
        throw new DatasetException(
            at
                + ": the text files have "
                + text.length
                + " tokens, and more than "
                + (from + length)
                + " are needed; give more text in \"text_files\", or ask for less of it.");
      }
      return tokenizer.decode(Arrays.copyOfRange(text, (int) from, (int) from + length));
    }
  }
}
