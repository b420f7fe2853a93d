package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.SharegptOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.random.NumpyLegacyRandom;
import llmbench.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * vLLM bench's {@code sharegpt}: the first turns of conversations that aren't too short or too
 * long.
 *
 * <p>Source: {@code ShareGPTDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class Sharegpt implements Dataset {

  static final String WHAT =
      "a JSON list such as [{\"conversations\": [{\"value\": \"…\"}, {\"value\": \"…\"}]}]";

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return SharegptOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    SharegptOptions asked = context.asked(SharegptOptions.class);
    FilePieces pieces =
        JsonList.pieces(DatasetFile.text(asked.file().path(), WHAT), Sharegpt::hasTwoTurns);
    try {
      return new Conversations(context, asked, pieces).prompts();
    } catch (RuntimeException e) {
      pieces.close();
      throw e;
    }
  }

  private static boolean hasTwoTurns(JsonNode entry) {
    return entry.path("conversations").size() >= 2;
  }

  /** Those of a file. */
  private static final class Conversations {

    private final PromptContext context;
    private final SharegptOptions asked;
    private final FilePieces pieces;
    private final MediaParts media;

    Conversations(PromptContext context, SharegptOptions asked, FilePieces pieces) {
      this.context = context;
      this.asked = asked;
      this.pieces = pieces;
      this.media = new MediaParts(context.version());
    }

    Prompts prompts() {
      if (pieces.size() == 0) {
        throw pieces.file().wrong("no conversation has two turns");
      }
      long seed = context.options().dataset().seed();
      PythonRandom random = new PythonRandom(seed);
      int[] order = FileOrder.of(pieces.size(), asked.file().shuffled(), random);
      int wanted = context.options().dataset().prompts();
      List<Turns> kept = new FittingTurns(context, asked, pieces).first(order, wanted);
      Sample sample =
          Sample.of(context, random, seed, kept.size(), wanted, asked.file().oversampled());
      return Prompts.of(
          sample.requests(),
          IntStream.range(0, sample.requests())
              .mapToObj(i -> sample.numbered(prompt(i, kept.get(sample.place(i)))))
              .onClose(pieces::close),
          new Generators(new NumpyLegacyRandom(seed), sample.random()));
    }

    private Prompt prompt(int index, Turns turns) {
      JsonNode entry = PythonJson.required(pieces.text(turns.piece()));
      String text = entry.path("conversations").path(0).path("value").textValue();
      @Nullable JsonNode part = media.of(entry);
      if (asked.asMessages()) {
        String messages = PythonJson.dumps(MediaParts.messages(text, part));
        return new Prompt(index, messages, Form.MESSAGES, turns.tokens(), turns.outputTokens());
      }
      Prompt prompt = new Prompt(index, text, turns.tokens(), turns.outputTokens());
      return part == null ? prompt : prompt.with(Extras.NONE.withMedia(PythonJson.dumps(part)));
    }
  }
}
