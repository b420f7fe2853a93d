package llmbench.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import llmbench.dataset.rows.RowFiles;
import llmbench.dataset.rows.Table;
import llmbench.hub.Hub;
import llmbench.hub.HubException;
import llmbench.hub.HubFile;
import llmbench.hub.HubRepository;
import llmbench.options.dataset.DatasetPlace;
import org.jspecify.annotations.Nullable;

/** A dataset that is taken from a hub, since no file of it was given. */
final class FromHub {

  private static final String WHOLE = "default";

  private final PromptContext context;
  private final HubRepository repository;
  private final String before;

  /**
   * A dataset.
   *
   * @param before is put before what is said of it where it can't be had
   */
  private FromHub(PromptContext context, HubRepository repository, String before) {
    this.context = context;
    this.repository = repository;
    this.before = before;
  }

  /** One that evalscope knows the place of. */
  static FromHub of(PromptContext context, DatasetPlace.OnHub place) {
    Hub hub = place.huggingFace() ? Hub.HUGGING_FACE : Hub.MODELSCOPE;
    String name = place.dataset().repository(place.huggingFace());
    HubRepository repository =
        place
            .dataset()
            .revision(place.huggingFace())
            .map(revision -> new HubRepository(hub, name, revision))
            .orElseGet(() -> HubRepository.newest(hub, name));
    return new FromHub(context, repository, "");
  }

  /** One that a path names which isn't there, on Hugging Face. */
  static FromHub named(PromptContext context, String path) {
    return new FromHub(
        context,
        HubRepository.newest(Hub.HUGGING_FACE, path),
        DatasetFile.OPTION + path + ": no such file or folder, so it is looked for on the hub. ");
  }

  /** Where a file of it is, downloaded if need be. */
  Path file(String path) {
    try {
      return context.hub().get(new HubFile(repository, path));
    } catch (HubException e) {
      throw new DatasetException(before + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new DatasetException(
          before + "'" + path + "' is no path of a file of " + repository + ".");
    }
  }

  /**
   * The files of a split, which are downloaded when they are read. They are the dataset's own, or
   * where none of these can be read, the Parquet files that Hugging Face has made of it.
   *
   * @param subset as {@link Table#of} takes it
   */
  RowFiles split(@Nullable String subset, String split) {
    Listing listing = new Listing();
    List<HubFile> files = listing.files(repository, paths -> Table.chosen(paths, subset, split));
    Optional<HubRepository> converted = repository.converted();
    if (files.isEmpty() && converted.isPresent()) {
      files = listing.files(converted.get(), paths -> converted(paths, subset, split));
    }
    if (files.isEmpty()) {
      throw new DatasetException(before + listing.why(split));
    }
    context
        .say()
        .accept(
            "Dataset: the split %s of %s%s, in %,d %s"
                .formatted(
                    split,
                    subset == null || subset.equals(WHOLE) ? "" : subset + " of ",
                    repository,
                    files.size(),
                    files.size() == 1 ? "file" : "files"));
    Map<Path, HubFile> places = new LinkedHashMap<>();
    files.forEach(file -> places.put(context.hub().place(file), file));
    return new RowFiles(
        List.copyOf(places.keySet()), place -> got(Objects.requireNonNull(places.get(place))));
  }

  private Path got(HubFile file) {
    try {
      return context.hub().get(file);
    } catch (HubException e) {
      throw new DatasetException(before + e.getMessage());
    }
  }

  /**
   * Those of {@code SUBSET/SPLIT/0000.parquet}. What is only the beginning of a large split is in
   * {@code partial-SPLIT}, and isn't taken for it.
   */
  private static List<String> converted(List<String> paths, @Nullable String subset, String split) {
    List<String> subsets =
        paths.stream()
            .filter(path -> path.endsWith(".parquet") && path.indexOf('/') > 0)
            .map(path -> path.substring(0, path.indexOf('/')))
            .distinct()
            .toList();
    String asked = subset == null ? WHOLE : subset;
    boolean only = subsets.size() == 1 && asked.equals(WHOLE);
    String folder = (only ? subsets.get(0) : asked) + "/" + split + "/";
    return paths.stream()
        .filter(path -> path.startsWith(folder) && path.endsWith(".parquet"))
        .sorted()
        .toList();
  }

  /** What a hub has of it, and why it has nothing. */
  private final class Listing {

    private @Nullable String missing;

    List<HubFile> files(HubRepository state, UnaryOperator<List<String>> choice) {
      try {
        return context.hub().files(state, choice);
      } catch (HubException e) {
        if (!e.isMissing()) {
          throw new DatasetException(before + e.getMessage());
        }
        missing = missing == null && state.equals(repository) ? e.getMessage() : missing;
        return List.of();
      }
    }

    String why(String split) {
      return missing != null
          ? missing
          : repository
              + " has no split '"
              + split
              + "' in files that can be read: Parquet, JSON or CSV, not Arrow or archives. Give a"
              + " folder of such files with --dataset-path.";
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return repository.toString();
  }
}
