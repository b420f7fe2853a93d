package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;
import llmbench.dataset.FilePieces;
import llmbench.dataset.JsonList;
import llmbench.dataset.PromptContext;
import llmbench.options.DatasetOptions;
import llmbench.options.dataset.RustShareGptTurnsOptions;
import llmbench.options.dataset.RustTurns;
import llmbench.options.syntax.PythonJson;
import llmbench.random.RustRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * Recorded conversations of vLLM's Rust client: what people have said in turn. Entries of less than
 * four messages are left out, in a drawn order; behind the last one some are drawn again.
 *
 * <p>Source: {@code load_sharegpt_multi_turn} in {@code rust/src/bench/src/datasets/multi_turn.rs}.
 */
final class RustShareGptTurns extends RustConversations {

  private static final String WHAT =
      "a JSON list such as [{\"conversations\": [{\"from\": \"human\", \"value\": \"…\"},"
          + " {\"from\": \"gpt\", \"value\": \"…\"}]}]";

  private static final String MESSAGES = "conversations";
  private static final int FEWEST_MESSAGES = 4;
  private static final int FEWEST_TURNS = 2;

  @Override
  public String name() {
    return RustShareGptTurnsOptions.NAME;
  }

  @Override
  RustTurns asked(DatasetOptions options) {
    return ((RustShareGptTurnsOptions) options).client();
  }

  @Override
  Stream<List<RustTurn>> turns(PromptContext context, RustTexts texts) {
    RustShareGptTurnsOptions asked = context.asked(RustShareGptTurnsOptions.class);
    DatasetFile file = DatasetFile.json(Path.of(asked.path()), WHAT);
    FilePieces pieces = JsonList.pieces(file, RustShareGptTurns::isLongEnough);
    try {
      return new Entries(context, asked, texts.tokenizer(), pieces).turns().onClose(pieces::close);
    } catch (RuntimeException e) {
      pieces.close();
      throw e;
    }
  }

  private static boolean isLongEnough(JsonNode entry) {
    JsonNode messages = entry.path(MESSAGES);
    return messages.isArray() && messages.size() >= FEWEST_MESSAGES;
  }

  /** Those of a file. */
  private record Entries(
      PromptContext context,
      RustShareGptTurnsOptions asked,
      Tokenizer tokenizer,
      FilePieces pieces) {

    /** Entries that make conversations are found first: how many there are is drawn from. */
    Stream<List<RustTurn>> turns() {
      int wanted = context.options().dataset().prompts();
      RustRandom random = new RustRandom(context.options().dataset().seed());
      int[] order = IntStream.range(0, pieces.size()).toArray();
      random.shuffle(order);
      List<Integer> taken =
          IntStream.of(order)
              .filter(entry -> turns(entry).size() >= FEWEST_TURNS)
              .limit(wanted)
              .boxed()
              .toList();
      if (taken.isEmpty()) {
        throw new DatasetException(
            pieces.file().at() + ": has no conversation of two turns; expected " + WHAT + ".");
      }
      if (taken.size() < wanted) {
        context
            .say()
            .accept(
                ("The dataset has %,d conversations of two turns for %,d: behind the last one some"
                        + " are drawn again.")
                    .formatted(taken.size(), wanted));
      }
      List<Integer> all = new ArrayList<>(taken);
      while (all.size() < wanted) {
        all.add(taken.get(random.below(taken.size())));
      }
      return all.stream().map(this::turns);
    }

    private List<RustTurn> turns(int entry) {
      JsonNode messages = PythonJson.required(pieces.text(entry)).path(MESSAGES);
      int most = asked.client().turns().most().orElse(Integer.MAX_VALUE);
      List<RustTurn> turns = new ArrayList<>();
      int place = 0;
      while (place + 1 < messages.size() && turns.size() < most) {
        String said = text(messages.get(place), "value");
        if (!text(messages.get(place), "from").equals("human") || said.isEmpty()) {
          place++;
        } else {
          turns.add(turn(said, text(messages.get(place + 1), "value")));
          place += 2;
        }
      }
      return turns;
    }

    private RustTurn turn(String said, String answer) {
      int output = asked.outputLen().orElseGet(() -> Math.max(1, tokenizer.count(answer)));
      return new RustTurn(said, tokenizer.count(said), output);
    }

    private static String text(JsonNode message, String field) {
      JsonNode value = message.path(field);
      return value.isTextual() ? Objects.requireNonNull(value.textValue()) : "";
    }
  }
}
