package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * vLLM bench's {@code random-mm}: random texts with random pictures.
 *
 * @param texts as those of {@code random}
 * @param leastPictures of a request
 * @param mostPictures of a request; how many is drawn evenly
 * @param sizes of the pictures, each with its share; together they are 1
 * @param asMessages whether prompts are lists of messages
 */
public record RandomMmOptions(
    RandomOptions texts,
    int leastPictures,
    int mostPictures,
    List<PictureSize> sizes,
    boolean asMessages)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random-mm";

  private static final String BASE = "random-mm-base-items-per-request";
  private static final String RANGE = "random-mm-num-mm-items-range-ratio";
  private static final String LIMIT = "random-mm-limit-mm-per-prompt";
  private static final String SIZES = "random-mm-bucket-config";

  private static final List<Option> OPTIONS =
      List.of(
          RandomOptions.INPUT,
          RandomOptions.GENERAL_INPUT,
          RandomOptions.OUTPUT,
          OutputLength.OPTION,
          RandomOptions.RANGE,
          RandomOptions.PREFIX,
          SharegptOptions.AS_MESSAGES,
          one(BASE, ValueType.wholeFrom(0)).byDefault("1").honoured("pictures of a request"),
          one(RANGE, ValueType.NUMBER)
              .byDefault("0.0")
              .honoured("their number varies by this share, from 0 to 1"),
          one(LIMIT, ValueType.JSON_OBJECT)
              .byDefault("{\"image\": 255, \"video\": 0}")
              .byDefaultSince(VLLM_0_32, "{\"image\": 255, \"video\": 1}")
              .honoured("no more than these"),
          one(SIZES, ValueType.TEXT)
              .byDefault("{(256, 256, 1): 0.5, (720, 1280, 1): 0.5, (720, 1280, 16): 0.0}")
              .honoured(
                  "(height, width, frames) and the share of each; one frame only: the tool's video"
                      + " is OpenCV's, which nothing in Java makes"));

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, RandomMmOptions::of);

  /**
   * A size of pictures.
   *
   * @param height in pixels
   * @param width in pixels
   * @param share how often it is drawn
   */
  public record PictureSize(int height, int width, double share) {}

  public RandomMmOptions {
    sizes = List.copyOf(sizes);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean ignoresEos(ToolVersion version) {
    return texts.ignoresEos(version);
  }

  private static RandomMmOptions of(Settings settings) {
    RandomOptions texts = RandomOptions.of(settings, NAME);
    HfOptions.checkMedia(settings, "pictures");
    int base = settings.whole(BASE);
    double range = Objects.requireNonNull(PythonNumbers.real(settings.required(RANGE)));
    if (!(range >= 0 && range <= 1)) {
      settings.problem(RANGE, "expected a number from 0 to 1", RANGE);
      range = 0;
    }
    List<PictureSize> sizes = sizes(settings);
    int least = (int) Math.max(0, Math.floor(base * (1 - range)));
    int most = (int) Math.min((double) limit(settings), Math.ceil(base * (1 + range)));
    if (least > most) {
      settings.problem(
          LIMIT,
          "allows %d pictures, but a request has at least %d; allow more, or lower --%s"
              .formatted(most, least, BASE),
          LIMIT,
          BASE,
          RANGE);
    }
    return new RandomMmOptions(
        texts, least, most, sizes, settings.isOn(SharegptOptions.AS_MESSAGES.name()));
  }

  /** {@code normalize_bucket_config}: without those of no share, and the rest of 1. */
  private static List<PictureSize> sizes(Settings settings) {
    List<PictureSizes.Size> given = PictureSizes.read(settings.required(SIZES));
    double total = 0;
    if (given != null) {
      for (PictureSizes.Size size : given) {
        total += size.share();
        if (size.frames() > 1 && size.share() > 0) {
          settings.problem(
              SIZES,
              "asks for videos of random pixels, which OpenCV encodes in the tool and nothing in"
                  + " Java does; take (height, width, 1), or videos of your own with"
                  + " --dataset-name sharegpt",
              SIZES);
        }
      }
    }
    if (given == null || !(total > 0) || Double.isInfinite(total)) {
      settings.problem(
          SIZES,
          "expected sizes with shares such as {(256, 256, 1): 0.5, (720, 1280, 1): 0.5}, not all of"
              + " them 0",
          SIZES);
      return List.of(new PictureSize(1, 1, 1));
    }
    List<PictureSize> sizes = new ArrayList<>();
    for (PictureSizes.Size size : given) {
      if (size.share() > 0) {
        sizes.add(new PictureSize(size.height(), size.width(), size.share() / total));
      }
    }
    return sizes;
  }

  private static int limit(Settings settings) {
    JsonNode limit = PythonJson.required(settings.required(LIMIT)).path("image");
    if (!limit.isInt() || limit.intValue() < 0) {
      settings.problem(
          LIMIT, "expected a number of pictures such as {\"image\": 3}, from 0", LIMIT);
      return Integer.MAX_VALUE;
    }
    return limit.intValue();
  }
}
