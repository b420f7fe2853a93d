package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.one;

import java.util.List;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * A dataset of evalscope with pictures, in a folder or a file of rows.
 *
 * @param name the dataset's name
 * @param place of the folder or file
 * @param patch pixels of the square that counts as a token
 */
public record PictureSetOptions(String name, DatasetPlace place, int patch)
    implements DatasetOptions {

  /** That of all datasets with pictures. */
  static final Option PATCH =
      one("image-patch-size", ValueType.wholeFrom(1))
          .byDefault("28")
          .honoured(
              "pictures: pixels of the square that counts as a token where the server counts"
                  + " none");

  private static final String IDS = "tokenize-prompt";

  static final KnownDataset FLICKR8K = named("flickr8k");
  static final KnownDataset KONTEXT_BENCH = named("kontext_bench");
  static final KnownDataset MMMU = named("mmmu_multi_image").since(EVALSCOPE_1_14);

  private static KnownDataset named(String name) {
    return KnownDataset.evalscope(name, List.of(PATCH), settings -> of(name, settings));
  }

  private static PictureSetOptions of(String name, Settings settings) {
    if (name.equals("mmmu_multi_image") && settings.isOn(IDS)) {
      settings.problem(IDS, "leaves no room for the pictures of " + name, IDS, "dataset");
    }
    DatasetArgs.none(settings, name);
    return new PictureSetOptions(
        name, DatasetPath.place(settings, name), settings.whole(PATCH.name()));
  }
}
