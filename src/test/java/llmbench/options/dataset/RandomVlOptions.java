package llmbench.options.dataset;

import static llmbench.options.table.EvalscopeOption.one;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * evalscope's {@code random_vl}: random prompts, each with random pictures.
 *
 * @param text the prompts
 * @param width pixels of a picture
 * @param height pixels of a picture
 * @param alpha whether pictures have an alpha channel
 * @param pictures how many each prompt has
 * @param patch pixels of the square that counts as a token
 */
public record RandomVlOptions(
    EvalscopeRandomOptions text, int width, int height, boolean alpha, int pictures, int patch)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "random_vl";

  private static final String WIDTH = "image-width";
  private static final String HEIGHT = "image-height";
  private static final String FORMAT = "image-format";
  private static final String NUMBER = "image-num";
  private static final String IDS = "tokenize-prompt";

  private static final List<Option> OWN =
      List.of(
          one(WIDTH, ValueType.wholeFrom(1)).byDefault("224").honoured("random_vl: pixels"),
          one(HEIGHT, ValueType.wholeFrom(1)).byDefault("224").honoured("random_vl: pixels"),
          one(FORMAT, ValueType.oneOf(List.of("RGB", "RGBA")))
              .byDefault("RGB")
              .honoured("random_vl: RGB or RGBA; evalscope fails with most others"),
          one(NUMBER, ValueType.wholeFrom(1))
              .byDefault("1")
              .honoured("random_vl: how many pictures each prompt has"),
          PictureSetOptions.PATCH);

  static final KnownDataset KNOWN =
      KnownDataset.evalscope(
          NAME,
          Stream.concat(EvalscopeRandomOptions.SHARED.stream(), OWN.stream()).toList(),
          RandomVlOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> caution() {
    return text.caution();
  }

  private static RandomVlOptions of(Settings settings) {
    if (settings.isOn(IDS)) {
      settings.problem(IDS, "leaves no room for the pictures of random_vl", IDS, "dataset");
    }
    DatasetArgs.none(settings, NAME);
    return new RandomVlOptions(
        EvalscopeRandomOptions.shared(settings),
        settings.whole(WIDTH),
        settings.whole(HEIGHT),
        settings.required(FORMAT).equals("RGBA"),
        settings.whole(NUMBER),
        settings.whole(PictureSetOptions.PATCH.name()));
  }
}
