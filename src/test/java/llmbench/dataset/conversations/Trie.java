package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import llmbench.conversation.KnownTurns;
import llmbench.conversation.Turn;
import llmbench.dataset.ChatCount;
import llmbench.dataset.FittedText;
import llmbench.dataset.Generators;
import llmbench.dataset.PromptContext;
import llmbench.dataset.RandomTokens;
import llmbench.dataset.conversations.ConversationLines.SkippedException;
import llmbench.options.dataset.TrieOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * evalscope's {@code trie_agentic_coding}, {@code trie_code_qa} and {@code trie_office_work}: the
 * lengths of an agent's prompts, tools and answers, and how long its tools took, with random texts
 * that have these lengths.
 *
 * <p>Source: {@code TrieReplayBase} in evalscope/perf/plugin/datasets/trie.py.
 */
final class Trie extends EvalscopeConversations {

  private static final String WHAT =
      "a JSON object such as {\"input_prompt_length\": 8000, \"num_turns\": 1,"
          + " \"assistant_response_length\": [90], \"tool_call_output_length\": [300],"
          + " \"tool_call_latency\": [0.5], \"final_assistant_response_length\": 200} on each line";

  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000);

  private final String traces;

  /**
   * One of the three.
   *
   * @param traces which, as names have it
   */
  Trie(String traces) {
    this.traces = traces;
  }

  @Override
  public String name() {
    return "trie_" + traces;
  }

  @Override
  boolean drawsWhileTaken() {
    return true;
  }

  @Override
  Stream<KnownTurns> conversations(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    TrieOptions asked = context.asked(TrieOptions.class);
    Texts texts = new Texts(count.tokenizer(), generators.numpy(), asked.prefixLength());
    return ConversationLines.read(
            context,
            asked.place(),
            traces + "_8k.jsonl",
            WHAT,
            (line, at) -> Trace.of(line).conversation(texts),
            () -> "has no trace; expected " + WHAT + ".")
        .limit(wanted);
  }

  /**
   * A line.
   *
   * @param prompts tokens of what is said in each turn
   * @param answers output tokens asked for in each turn
   * @param waitsNanos before each turn
   */
  private record Trace(List<Integer> prompts, List<Integer> answers, List<Long> waitsNanos) {

    static Trace of(String line) throws SkippedException {
      JsonNode json = PythonJson.loads(line);
      if (json == null || !json.isObject()) {
        throw new SkippedException("isn't a JSON object");
      }
      int turns = whole(json, "num_turns");
      List<Integer> prompts = new ArrayList<>(List.of(whole(json, "input_prompt_length")));
      List<Integer> answers = new ArrayList<>();
      List<Long> waits = new ArrayList<>(List.of(0L));
      JsonNode said = list(json, "assistant_response_length", turns);
      JsonNode tools = list(json, "tool_call_output_length", turns);
      JsonNode latencies = list(json, "tool_call_latency", turns);
      for (int i = 0; i < turns; i++) {
        answers.add(number(said.get(i), "assistant_response_length").intValue());
        prompts.add(number(tools.get(i), "tool_call_output_length").intValue());
        waits.add(nanos(number(latencies.get(i), "tool_call_latency")));
      }
      answers.add(whole(json, "final_assistant_response_length"));
      return new Trace(prompts, answers, waits);
    }

    private static int whole(JsonNode json, String field) throws SkippedException {
      return number(json.path(field), field).intValue();
    }

    private static JsonNode list(JsonNode json, String field, int size) throws SkippedException {
      JsonNode list = json.path(field);
      if (!list.isArray() || list.size() != size) {
        throw new SkippedException("\"" + field + "\" isn't a list of \"num_turns\" numbers");
      }
      return list;
    }

    /** {@code int(…)} or {@code float(…)}, which also take a number in a text. */
    private static BigDecimal number(JsonNode value, String field) throws SkippedException {
      try {
        if (value.isNumber() || value.isTextual()) {
          return new BigDecimal(value.asText().strip());
        }
      } catch (NumberFormatException e) {
        // It is no number: the message is the same.
      }
      throw new SkippedException("\"" + field + "\" isn't a number, or one of its isn't");
    }

    /** A wait below 0 is none, as for a sleep. */
    private static long nanos(BigDecimal seconds) {
      return Math.max(0, seconds.multiply(NANOS_PER_SECOND).longValue());
    }

    KnownTurns conversation(Texts texts) {
      List<Turn> turns = new ArrayList<>();
      for (int i = 0; i < prompts.size(); i++) {
        JsonNode said = UserTurns.message(texts.next(prompts.get(i)));
        turns.add(new Turn(List.of(said), waitsNanos.get(i), OptionalInt.of(answers.get(i))));
      }
      return UserTurns.of(turns);
    }
  }

  /** Texts of a length, drawn one after the other. */
  private static final class Texts {

    private final Tokenizer tokenizer;
    private final NumpyLegacyRandom random;
    private final RandomTokens tokens;
    private final int[] prefix;

    Texts(Tokenizer tokenizer, NumpyLegacyRandom random, int prefixLength) {
      this.tokenizer = tokenizer;
      this.random = random;
      tokens = RandomTokens.of(tokenizer);
      prefix = tokens.drawn(random, prefixLength);
    }

    /** At least one token, behind the prefix. */
    String next(int length) {
      long first = random.integers(0, tokens.size(), 1)[0];
      int[] ids = tokens.behind(prefix, first, Math.max(1, length));
      return new FittedText(tokenizer, ids, ids.length)
          .finish(lacking -> tokens.drawn(random, lacking))
          .text();
    }
  }
}
