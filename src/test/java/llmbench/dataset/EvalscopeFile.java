package llmbench.dataset;

import java.nio.file.Path;
import llmbench.dataset.rows.RowFiles;
import llmbench.dataset.rows.RowsException;
import llmbench.dataset.rows.Table;
import llmbench.options.dataset.DatasetPlace;

/** Where the file or the tables of a dataset of evalscope are: at a path, or from a hub. */
public final class EvalscopeFile {

  private EvalscopeFile() {}

  /**
   * Its file; downloaded if it is a hub's.
   *
   * @param what it should be, to end "give the path of …"
   */
  public static Path of(PromptContext context, DatasetPlace place, String what) {
    if (place instanceof DatasetPlace.OnHub hub) {
      FromHub from = FromHub.of(context, hub);
      String name = hub.dataset().file(hub.huggingFace()).orElseThrow();
      Path file = from.file(name);
      context.say().accept("Dataset: " + name + " of " + from + ", at " + file);
      return file;
    }
    return DatasetFile.path(path(place), what);
  }

  /**
   * The files of a split; a hub's are downloaded here.
   *
   * @param subset as {@link Table#of} takes it
   * @throws RowsException when there are none at a path
   */
  public static RowFiles split(
      PromptContext context, DatasetPlace place, String subset, String split) {
    if (place instanceof DatasetPlace.OnHub hub) {
      RowFiles files = FromHub.of(context, hub).split(subset, split);
      // Prompts are made while they are sent, and nothing else should be going on then.
      return RowFiles.here(files.paths().stream().map(files.brought()).toList());
    }
    Path folder = DatasetFile.path(path(place), "a folder with files of rows");
    return RowFiles.here(Table.of(folder, subset, split).files());
  }

  /** For messages: the path, or the dataset on its hub. */
  public static String said(PromptContext context, DatasetPlace place) {
    return place instanceof DatasetPlace.OnHub hub
        ? FromHub.of(context, hub).toString()
        : path(place);
  }

  private static String path(DatasetPlace place) {
    return ((DatasetPlace.Local) place).path();
  }
}
