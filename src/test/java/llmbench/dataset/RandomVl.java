package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.picture.CanvasPng;
import llmbench.options.EvalscopeOptions;
import llmbench.options.dataset.RandomVlOptions;
import llmbench.random.PythonRandom;

/**
 * evalscope's {@code random_vl}: random prompts with random pictures, which are all drawn before
 * the first request is made.
 *
 * <p>Source: evalscope/perf/plugin/datasets/random_vl_dataset.py. Where texts are no messages, the
 * tool takes the first character of a text for it.
 */
final class RandomVl extends EvalscopeDataset {

  @Override
  public String name() {
    return RandomVlOptions.NAME;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    RandomVlOptions asked = context.asked(RandomVlOptions.class);
    EvalscopeOptions options = context.options().evalscope().orElseThrow();
    IntFunction<Content> texts =
        EvalscopeRandom.texts(context, asked.text(), count, generators.numpy(), wanted);
    List<List<RandomPicture>> drawn = drawn(asked, generators.python(), wanted);
    return IntStream.range(0, wanted)
        .parallel()
        .mapToObj(
            i -> {
              String text = texts.apply(i).text();
              return message(options.chatTemplate() ? text : firstOf(text), drawn.get(i), asked);
            });
  }

  private static List<List<RandomPicture>> drawn(
      RandomVlOptions asked, PythonRandom random, int wanted) {
    List<List<RandomPicture>> drawn = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      List<RandomPicture> pictures = new ArrayList<>();
      for (int j = 0; j < asked.pictures(); j++) {
        pictures.add(RandomPicture.next(asked.width(), asked.height(), random));
      }
      drawn.add(pictures);
    }
    return drawn;
  }

  private static String firstOf(String text) {
    return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(0, 1));
  }

  private static Content message(String text, List<RandomPicture> pictures, RandomVlOptions asked) {
    PictureMessage message = new PictureMessage(asked.patch()).text(text);
    for (RandomPicture picture : pictures) {
      byte[] file = CanvasPng.of(picture.painted(), asked.alpha());
      message.picture(file, "png", picture.width(), picture.height());
    }
    return message.content();
  }
}
