package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.options.dataset.SharegptOptions;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * The conversations that are neither too short nor too long, in an order. How many there are is
 * known only once they are counted, so that is done here, on all cores; of each only its numbers
 * are held.
 *
 * <p>Source: {@code is_valid_sequence} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class FittingTurns {

  private static final int LEAST = 4;
  private static final int MOST_INPUT = 1024;
  private static final int MOST_TOGETHER = 2048;

  /** So many are counted beside each other before the next are. */
  private static final int AT_ONCE = 256;

  private final PromptContext context;
  private final SharegptOptions asked;
  private final FilePieces pieces;
  private final MediaParts media;

  FittingTurns(PromptContext context, SharegptOptions asked, FilePieces pieces) {
    this.context = context;
    this.asked = asked;
    this.pieces = pieces;
    this.media = new MediaParts(context.version());
  }

  /**
   * A conversation that was counted.
   *
   * @param turns null for one that is too short, too long or wrong
   * @param wrong what is wrong with it; null for nothing
   */
  private record Counted(@Nullable Turns turns, @Nullable String wrong) {

    private static final Counted UNFIT = new Counted(null, null);
  }

  /**
   * The first ones of an order, as many as are wanted.
   *
   * @throws DatasetException when none fits, or one that comes before the last has no texts
   */
  List<Turns> first(int[] order, int wanted) {
    List<Turns> kept = new ArrayList<>();
    FinishedCount done = new FinishedCount(context.done());
    for (int next = 0; next < order.length && kept.size() < wanted; next += AT_ONCE) {
      int end = Math.min(order.length, next + AT_ONCE);
      List<Counted> counted =
          IntStream.range(next, end).parallel().mapToObj(i -> counted(order[i])).toList();
      for (int i = 0; i < counted.size() && kept.size() < wanted; i++) {
        Counted one = counted.get(i);
        if (one.wrong() != null) {
          throw new DatasetException(
              pieces.at(order[next + i])
                  + ": "
                  + one.wrong()
                  + "; expected "
                  + pieces.file().what()
                  + ".");
        }
        if (one.turns() != null) {
          kept.add(one.turns());
          done.oneMore();
        }
      }
    }
    if (kept.isEmpty()) {
      throw pieces
          .file()
          .wrong(
              "no conversation has %d to %d tokens in its first turn, and at most %d in both"
                  .formatted(LEAST, MOST_INPUT, MOST_TOGETHER));
    }
    return List.copyOf(kept);
  }

  private Counted counted(int piece) {
    JsonNode entry = PythonJson.required(pieces.text(piece));
    JsonNode first = entry.path("conversations").path(0).path("value");
    JsonNode second = entry.path("conversations").path(1).path("value");
    if (!first.isTextual() || !second.isTextual()) {
      return new Counted(null, "a turn of this conversation has no text as its \"value\"");
    }
    int tokens = TemplatedText.tokens(context.tokenizer(), first.textValue());
    int output =
        asked
            .outputLen()
            .orElseGet(() -> TemplatedText.tokens(context.tokenizer(), second.textValue()));
    if (!fits(tokens, output)) {
      return Counted.UNFIT;
    }
    String wrong = media.wrong(entry);
    return wrong == null
        ? new Counted(new Turns(piece, tokens, output), null)
        : new Counted(null, wrong);
  }

  private boolean fits(int tokens, int output) {
    return tokens >= LEAST
        && (asked.outputLen().isPresent() || output >= LEAST)
        && tokens <= MOST_INPUT
        && tokens + (long) output <= MOST_TOGETHER;
  }
}
