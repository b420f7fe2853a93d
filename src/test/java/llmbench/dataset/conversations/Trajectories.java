package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.conversation.KnownTurns;
import llmbench.conversation.Turn;
import llmbench.dataset.CutText;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;
import llmbench.dataset.EvalscopeFile;
import llmbench.dataset.Generators;
import llmbench.dataset.InChunks;
import llmbench.dataset.PromptContext;
import llmbench.dataset.PythonText;
import llmbench.dataset.rows.Row;
import llmbench.dataset.rows.RowReader;
import llmbench.dataset.rows.RowsException;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.dataset.SweSmithOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.random.PythonRandom;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that evalscope's {@code swe_smith} makes of an agent's trajectories: their users'
 * messages, tools among them, as many in each turn as have the tokens that were asked for.
 *
 * <p>The rows are looked through once, for those that are long enough; these are shuffled, and all
 * that is drawn for them is drawn then. Their texts are read again in the shuffled order, some at a
 * time, so that the dataset may be larger than the memory.
 *
 * <p>Source: {@code _load_live} and {@code _build_conversation} in
 * evalscope/perf/plugin/datasets/swe_smith.py.
 */
final class Trajectories {

  private static final String SPLIT = "tool";
  private static final String SUBSET = "default";
  private static final String COLUMN = "messages";

  /** As many are held at once; of some hundred KB each. */
  private static final int HELD = 256;

  private final PromptContext context;
  private final SweSmithOptions asked;
  private final Tokenizer tokenizer;
  private final int most;
  private final int fewestCharacters;

  Trajectories(PromptContext context, SweSmithOptions asked, Tokenizer tokenizer) {
    this.context = context;
    this.asked = asked;
    this.tokenizer = tokenizer;
    this.most = asked.range().most().orElse(asked.range().least());
    long tokens = asked.firstLength().high() + asked.nextLength().high() * (most - 1L);
    this.fewestCharacters = (int) (tokens * asked.characters());
  }

  /** What was drawn for a row: its number, and how it becomes a conversation. */
  private record Plan(int row, int first, int next, int turns) {}

  /** A plan and what its row's users say. */
  private record Planned(Plan plan, List<String> said) {}

  /** So many at most; draws all of it here. */
  Stream<KnownTurns> conversations(Generators generators, int wanted) {
    List<Plan> plans = plans(generators, candidates());
    Stream<Planned> planned =
        InChunks.of(plans.stream(), HELD).flatMap(some -> read(some).stream());
    return InChunks.map(planned, this::conversation).flatMap(Optional::stream).limit(wanted);
  }

  /** The numbers of rows that are long enough. */
  private int[] candidates() {
    int[] counts = new int[2];
    List<Integer> rows = new ArrayList<>();
    forEach(
        (number, text) -> {
          if (PythonText.length(text) < fewestCharacters) {
            counts[0]++;
            return;
          }
          List<String> said = said(text);
          if (said == null) {
            counts[1]++;
          } else if (said.stream().mapToInt(PythonText::length).sum() < fewestCharacters) {
            counts[0]++;
          } else {
            rows.add(number);
          }
        });
    context
        .say()
        .accept(
            ("Of the dataset's trajectories %,d are long enough for the turns that were asked for;"
                    + " %,d have less than %,d characters, and %,d can't be read.")
                .formatted(rows.size(), counts[0], fewestCharacters, counts[1]));
    if (rows.isEmpty()) {
      throw new DatasetException(
          DatasetFile.OPTION
              + EvalscopeFile.said(context, asked.place())
              + ": no trajectory is long enough; ask for fewer --max-turns, or for a smaller"
              + " first_turn_length or subsequent_turn_length in --dataset-args.");
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<Plan> plans(Generators generators, int[] candidates) {
    int[] order = generators.numpy().permutation(candidates.length);
    List<Integer> rows = new ArrayList<>();
    Arrays.stream(order).forEach(place -> rows.add(candidates[place]));
    List<Plan> plans = new ArrayList<>();
    for (int row : SweSmith.rotated(rows, asked.offset())) {
      int first = drawn(asked.firstLength(), generators.python());
      int next = drawn(asked.nextLength(), generators.python());
      long turns = generators.numpy().integers(asked.range().least(), most + 1L, 1)[0];
      plans.add(new Plan(row, first, next, (int) turns));
    }
    return plans;
  }

  private static int drawn(Range length, PythonRandom python) {
    int low = (int) length.low();
    return low == length.high() ? low : python.between(low, (int) length.high());
  }

  /** Some rows, in the order of the plans. */
  private List<Planned> read(List<Plan> plans) {
    Map<Integer, List<String>> said = new HashMap<>();
    Map<Integer, Plan> wanted = new HashMap<>();
    plans.forEach(plan -> wanted.put(plan.row(), plan));
    forEach(
        (number, text) -> {
          if (wanted.containsKey(number)) {
            said.put(number, Objects.requireNonNull(said(text)));
          }
        });
    return plans.stream()
        .map(plan -> new Planned(plan, said.getOrDefault(plan.row(), List.of())))
        .toList();
  }

  /** What is done with a row. */
  private interface RowWork {

    void take(int number, String messages);
  }

  private void forEach(RowWork work) {
    try (RowReader rows =
        RowReader.inOrder(EvalscopeFile.split(context, asked.place(), SUBSET, SPLIT))) {
      int number = 0;
      for (Row row = rows.next(); row != null; row = rows.next()) {
        JsonNode messages = row.value(COLUMN);
        if (!messages.isTextual()) {
          throw new DatasetException(
              DatasetFile.OPTION + row.at() + ": has no \"messages\", which are JSON in a text.");
        }
        work.take(number++, messages.textValue());
      }
    } catch (RowsException e) {
      throw new DatasetException(DatasetFile.OPTION + e.getMessage());
    }
  }

  /** {@code _extract_messages}, of users and tools only; null when it isn't a list of messages. */
  private static @Nullable List<String> said(String messages) {
    JsonNode list = PythonJson.loads(messages);
    if (list == null || !list.isArray()) {
      return null;
    }
    List<String> said = new ArrayList<>();
    for (JsonNode message : list) {
      if (!message.isObject()) {
        return null;
      }
      String role = message.path("role").asText();
      String text = text(message.path("content"));
      if ((role.equals("user") || role.equals("tool")) && !text.isEmpty()) {
        said.add(text);
      }
    }
    return said;
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : "";
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode part : content) {
      if (part.isTextual()) {
        parts.add(part.textValue());
      } else if (part.path("type").asText().equals("text")) {
        parts.add(part.path("text").asText());
      }
    }
    return String.join("\n", parts);
  }

  /** {@code _build_conversation}; empty where the row runs out before the last turn. */
  private Optional<KnownTurns> conversation(Planned planned) {
    Plan plan = planned.plan();
    List<Turn> turns = new ArrayList<>();
    int from = 0;
    for (int turn : IntStream.range(0, plan.turns()).toArray()) {
      List<String> some = collected(planned.said(), from, turn == 0 ? plan.first() : plan.next());
      if (some.isEmpty()) {
        return Optional.empty();
      }
      from += some.size();
      turns.add(new Turn(some.stream().map(UserTurns::message).toList(), 0, OptionalInt.empty()));
    }
    return Optional.of(UserTurns.of(turns));
  }

  /** {@code _collect_until}: whole messages, and the beginning of the next one. */
  private List<String> collected(List<String> said, int from, int tokens) {
    List<String> some = new ArrayList<>();
    int left = tokens;
    for (int i = from; i < said.size() && left >= 0; i++) {
      int own = tokenizer.count(said.get(i));
      if (own > left) {
        if (left > 0) {
          some.add(CutText.of(tokenizer, said.get(i), left));
        }
        break;
      }
      some.add(said.get(i));
      left -= own;
    }
    return some;
  }
}
