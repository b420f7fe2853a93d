package llmbench.dataset.conversations;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.conversation.Answer;
import llmbench.conversation.Conversation;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.ClientsFileOptions;
import llmbench.options.dataset.KnownDataset;
import llmbench.options.dataset.KnownDatasets;
import llmbench.options.given.OptionsException;
import llmbench.request.testing.TurnGoldens;
import llmbench.request.testing.VllmTurnGoldens;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every dataset of conversations keeps to, whichever it is. */
class ConversationDatasetsTest {

  private static final String DATA = "src/test/resources/golden/evalscope/data/";

  /** A small run of each; a dataset that isn't here has no test. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          entry("random_multi_turn", "--max-turns 3 --max-prompt-length 9 --seed 1"),
          entry("share_gpt_zh_multi_turn", "--dataset-path " + DATA),
          entry("share_gpt_en_multi_turn", "--dataset-path " + DATA),
          entry("custom_multi_turn", "--dataset-path " + DATA + "custom_mt.jsonl"),
          entry("swe_smith", "--dataset-path " + DATA + "agentic_dataset.json"),
          entry("trie_agentic_coding", "--seed 1 --dataset-path " + DATA + "trie.jsonl"),
          entry("trie_code_qa", "--seed 1 --dataset-path " + DATA + "trie.jsonl"),
          entry("trie_office_work", "--seed 1 --dataset-path " + DATA + "trie.jsonl"),
          entry("multi-turn random", "--multi-turn --random-input-len 9"),
          entry(
              "multi-turn sharegpt",
              "--multi-turn --dataset-name sharegpt --dataset-path "
                  + VllmTurnGoldens.FOLDER.resolve("sharegpt.json")),
          entry("multi-turn file", ""));

  @TempDir private static Path folder;

  static Stream<ConversationDataset> datasets() {
    return ConversationDatasets.ALL.stream();
  }

  static Stream<ConversationDataset> evalscopes() {
    return datasets().filter(dataset -> dataset.tool() == Tool.EVALSCOPE);
  }

  @Test
  void namesAreUniqueAndEachHasItsOptionsAndTheOtherWayRound() {
    List<String> names = datasets().map(ConversationDataset::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(EXAMPLES.keySet()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(KnownDatasets.ALL).extracting(KnownDataset::name).containsAll(names);
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void eachMakesAsManyAsAskedForAndTheSameAgain(ConversationDataset dataset) {
    BenchOptions options = options(dataset, 7);
    assertThat(options.dataset().options().turns()).isPresent();
    assertThat(ConversationDatasets.of(options)).isSameAs(dataset);
    List<List<String>> made = said(options, 7, done -> {});
    assertThat(made).hasSize(7).noneMatch(List::isEmpty);
    assertThat(said(options, 7, done -> {})).isEqualTo(made);
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void progressRisesByOne(ConversationDataset dataset) {
    List<Integer> done = new ArrayList<>();
    var unused = said(options(dataset, 3), 3, done::add);
    assertThat(done).isEqualTo(IntStream.rangeClosed(1, done.size()).boxed().toList());
    assertThat(done.size()).isBetween(1, 3);
  }

  @ParameterizedTest
  @MethodSource("evalscopes")
  void withoutTheFlagOneMessageSaysWhatIsMissing(ConversationDataset dataset) {
    String line =
        "evalscope perf --model m --dataset "
            + dataset.name()
            + " --number 3 --tokenizer-path bundled "
            + EXAMPLES.get(dataset.name());
    assertThatThrownBy(() -> TurnGoldens.options(line))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("has conversations of several turns, which have no form of one; add");
  }

  /** Of each, and begun anew behind the last trace where there are fewer. */
  @ParameterizedTest
  @ValueSource(strings = {"trie_code_qa", "random_multi_turn"})
  void longOnesAreMadeTwiceRatherThanHeldWhereARateDrawsBehindThem(String name) {
    BenchOptions options = TurnGoldens.options(line(name, 7));
    BenchOptions rated = TurnGoldens.options(line(name, 7) + " --rate 3");
    List<List<String>> kept;
    double behind;
    try (Conversations made = conversations(options, Long.MAX_VALUE)) {
      kept = all(made);
      behind = made.generators().numpy().nextDouble();
    }
    try (Conversations made = conversations(rated, 20)) {
      // Behind all of them before any is taken.
      assertThat(made.generators().numpy().nextDouble()).isEqualTo(behind);
      assertThat(all(made)).isEqualTo(kept);
    }
    try (Conversations made = conversations(options, 20)) {
      assertThat(all(made)).isEqualTo(kept);
    }
  }

  private static BenchOptions options(ConversationDataset dataset, int number) {
    return dataset.tool() == Tool.EVALSCOPE
        ? TurnGoldens.options(line(dataset.name(), number))
        : VllmTurnGoldens.options(vllm(dataset.name(), number));
  }

  /** The script's file says itself how many there are. */
  private static String vllm(String dataset, int number) {
    if (dataset.equals(ClientsFileOptions.NAME)) {
      return "python3 benchmark_serving_multi_turn.py -m m -i " + file(number);
    }
    return "vllm-rs bench serve --backend openai-chat --endpoint /v1/chat/completions --model m"
        + " --tokenizer bundled --num-prompts "
        + number
        + " "
        + EXAMPLES.get(dataset);
  }

  private static Path file(int number) {
    String all =
        IntStream.range(0, number)
            .mapToObj(
                i ->
                    ("{\"id\": \"%d\", \"messages\": [{\"role\": \"user\", \"content\": \"Is %d"
                            + " even?\"}, {\"role\": \"assistant\", \"content\": \"Maybe\"}]}")
                        .formatted(i, i))
            .collect(Collectors.joining(", ", "[", "]"));
    try {
      return Files.writeString(folder.resolve(number + ".json"), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String dataset, int number) {
    return "evalscope perf --model m --multi-turn --dataset "
        + dataset
        + " --number "
        + number
        + " --tokenizer-path bundled "
        + EXAMPLES.get(dataset);
  }

  private static List<List<String>> said(BenchOptions options, int number, IntConsumer done) {
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done, note -> {});
    try (Conversations made = ConversationDatasets.of(options).conversations(context)) {
      assertThat(made.number()).isEqualTo(number);
      return all(made);
    }
  }

  private static Conversations conversations(BenchOptions options, long shortLength) {
    PromptContext context =
        new PromptContext(options, Tokenizers.open("bundled", null), done -> {}, note -> {});
    EvalscopeConversations dataset = (EvalscopeConversations) ConversationDatasets.of(options);
    return dataset.conversations(context, shortLength);
  }

  /** Each turn of each, as text. */
  private static List<List<String>> all(Conversations made) {
    List<List<String>> all = new ArrayList<>();
    while (made.all().hasNext()) {
      List<String> turns = new ArrayList<>();
      Conversation conversation = made.all().next();
      while (conversation.next().isPresent()) {
        turns.add(conversation.next().get().adds().stream().map(JsonNode::toString).toList() + "");
        conversation = conversation.answered(Answer.of("so"));
      }
      all.add(turns);
    }
    return all;
  }
}
