package llmbench.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.picture.Picture;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.RandomMmOptions;
import llmbench.options.dataset.RandomMmOptions.PictureSize;
import llmbench.options.syntax.PythonJson;
import llmbench.random.NumpyRandom;

/**
 * vLLM bench's {@code random-mm}: the random dataset's texts, each with pictures of random pixels,
 * bit for bit. They are drawn and encoded while they are sent.
 *
 * <p>Source: {@code RandomMultiModalDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class VllmRandomMm implements Dataset {

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return RandomMmOptions.NAME;
  }

  @Override
  public boolean isDrawn() {
    return true;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    RandomMmOptions asked = context.asked(RandomMmOptions.class);
    BenchOptions.Dataset dataset = context.options().dataset();
    Pictures pictures = new Pictures(asked, new MediaParts(context.version()));
    Stream<Prompt> prompts =
        VllmRandom.prompts(
            context.version(),
            dataset,
            context.tokenizer().tokenizer(),
            context.done(),
            pictures::next);
    return Prompts.of(
        dataset.prompts(),
        asked.asMessages() ? prompts.map(VllmRandomMm::asMessages) : prompts,
        Generators.seeded(dataset.seed()));
  }

  private static Prompt asMessages(Prompt prompt) {
    String media = String.valueOf(prompt.extras().media());
    return new Prompt(
        prompt.index(),
        PythonJson.dumps(MediaParts.messages(prompt.text(), PythonJson.required(media))),
        Form.MESSAGES,
        prompt.tokens(),
        prompt.maxTokens());
  }

  /** The pictures of one request after the other. */
  private static final class Pictures {

    private static final int COLOURS = 3;

    private final RandomMmOptions asked;
    private final MediaParts parts;

    Pictures(RandomMmOptions asked, MediaParts parts) {
      this.asked = asked;
      this.parts = parts;
    }

    Extras next(NumpyRandom random) {
      ArrayNode media = JsonNodeFactory.instance.arrayNode();
      long count = random.integers(asked.leastPictures(), asked.mostPictures() + 1L, 1)[0];
      for (long i = 0; i < count; i++) {
        PictureSize size = drawn(random.nextDouble());
        byte[] rgb = random.bytes(COLOURS * size.height() * size.width());
        media.add(parts.jpeg(Picture.of(size.width(), size.height(), rgb)));
      }
      return Extras.NONE.withMedia(PythonJson.dumps(media));
    }

    /** {@code Generator.choice} with shares: the first whose sum with those before is more. */
    private PictureSize drawn(double place) {
      List<PictureSize> sizes = asked.sizes();
      double all = 0;
      for (PictureSize size : sizes) {
        all += size.share();
      }
      double sum = 0;
      for (PictureSize size : sizes) {
        sum += size.share();
        if (sum / all > place) {
          return size;
        }
      }
      return sizes.get(sizes.size() - 1);
    }
  }
}
