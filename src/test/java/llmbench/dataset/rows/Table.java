package llmbench.dataset.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a split, as {@code load_dataset(path, name=subset, split=split)} of Hugging Face's
 * datasets finds them in a folder; or one file, which is any split.
 */
public final class Table {

  private static final Set<String> NOT_ROWS =
      Set.of(
          "README.md",
          "config.json",
          "dataset_info.json",
          "dataset_infos.json",
          "dataset_dict.json",
          "dummy_data.zip");
  private static final String WHOLE_FOLDER = "default";

  private final List<Path> files;

  private Table(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Finds a split.
   *
   * @param path a folder or a file
   * @param subset a folder in it that holds the part of a dataset of several; null or {@code
   *     default} for the folder itself
   * @param split such as {@code train}
   * @throws RowsException when there is none; the message says what there is
   */
  public static Table of(Path path, @Nullable String subset, String split) {
    if (!Files.exists(path)) {
      throw new RowsException(
          path
              + ": no such file or folder; give a folder with files of rows, or one of them: "
              + RowFormat.KNOWN
              + ".");
    }
    if (!Files.isDirectory(path)) {
      if (RowFormat.of(path).isEmpty()) {
        throw unknown(path);
      }
      return new Table(List.of(path));
    }
    Path folder = folder(path, subset);
    Map<String, List<Path>> splits = Splits.of(folder, files(folder));
    List<Path> found = splits.get(split);
    if (splits.isEmpty()) {
      throw new RowsException(
          folder
              + ": no file of rows in this folder; it needs one of these: "
              + RowFormat.KNOWN
              + ". Arrow files are not read: write them as Parquet.");
    }
    if (found == null) {
      throw new RowsException(
          "%s: has no split '%s', but %s; name one with --hf-split."
              .formatted(folder, split, String.join(", ", splits.keySet())));
    }
    return new Table(ofOneFormat(found));
  }

  /**
   * A split's files of a dataset that isn't in a folder; empty where it has none that can be read.
   *
   * @param paths of all its files, with {@code /} between folders
   * @param subset as for {@link #of}
   */
  public static List<String> chosen(List<String> paths, @Nullable String subset, String split) {
    Path root = Path.of("root");
    boolean isFolder = paths.stream().anyMatch(path -> path.startsWith(subset + "/"));
    if (subset != null && !isFolder && !subset.equals(WHOLE_FOLDER)) {
      return List.of();
    }
    Path folder = subset != null && isFolder ? root.resolve(subset) : root;
    List<Path> within =
        paths.stream()
            .map(root::resolve)
            .filter(file -> file.startsWith(folder))
            .filter(file -> canRead(file) && isVisible(folder.relativize(file)))
            .toList();
    return ofOneFormat(Splits.of(folder, within).getOrDefault(split, List.of())).stream()
        .map(file -> root.relativize(file).toString().replace('\\', '/'))
        .toList();
  }

  /** Whether a file's name is that of a file of rows. */
  public static boolean canRead(Path file) {
    return RowFormat.of(file).isPresent();
  }

  private static RowsException unknown(Path file) {
    return new RowsException(
        file + ": isn't a kind of file that can be read: " + RowFormat.KNOWN + ".");
  }

  private static Path folder(Path path, @Nullable String subset) {
    if (subset == null) {
      return path;
    }
    Path folder = path.resolve(subset).normalize();
    if (folder.startsWith(path.normalize()) && Files.isDirectory(folder)) {
      return folder;
    }
    if (subset.equals(WHOLE_FOLDER)) {
      return path;
    }
    throw new RowsException(
        ("%s: has no folder '%s' for the subset of that name; --hf-subset default takes the folder"
                + " as it is.")
            .formatted(path, subset));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> isVisible(folder.relativize(file)))
          .filter(file -> RowFormat.of(file).isPresent())
          .toList();
    } catch (IOException e) {
      throw new RowsException(folder + ": can't be read: " + e.getMessage() + ".");
    }
  }

  private static boolean isVisible(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().startsWith("__")) {
        return false;
      }
    }
    return !NOT_ROWS.contains(String.valueOf(relative.getFileName()));
  }

  /** Of the format that most of them have; of as many, the first. */
  private static List<Path> ofOneFormat(List<Path> files) {
    Map<RowFormat, List<Path>> formats = new EnumMap<>(RowFormat.class);
    for (Path file : files) {
      RowFormat.of(file)
          .ifPresent(format -> formats.computeIfAbsent(format, f -> new ArrayList<>()).add(file));
    }
    List<Path> most = List.of();
    for (List<Path> same : formats.values()) {
      most = same.size() > most.size() ? same : most;
    }
    return most;
  }

  /** The files, in the order of their paths. */
  public List<Path> files() {
    return files;
  }
}
