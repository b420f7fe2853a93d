package llmbench.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A dataset in the cache of a hub's libraries.
 *
 * @param repository the dataset
 * @param folder that of the cache
 */
record HubCache(HubRepository repository, Path folder) {

  /** {@code train-00000-of-00003.parquet}: one of so many. */
  private static final Pattern ONE_OF_MANY = Pattern.compile("-\\d+-of-(\\d+)[^/]*$");

  /** Where a file of this very state is, or would be. */
  Path place(String path) {
    return repository.hub().folder(folder, repository).resolve(path);
  }

  /** A file, if it is there. */
  Optional<Path> kept(String path) {
    return states()
        .map(state -> new HubCache(state, folder).place(path))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** What of the first state that has some is chosen, and all there; empty if none has. */
  List<HubFile> files(UnaryOperator<List<String>> choice) {
    return states()
        .map(state -> state.files(choice.apply(new HubCache(state, folder).paths())))
        .filter(files -> !files.isEmpty() && isWhole(files))
        .findFirst()
        .orElse(List.of());
  }

  private List<String> paths() {
    Path root = place("");
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(HubFile::isPath)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isWhole(List<HubFile> files) {
    for (HubFile file : files) {
      Matcher one = ONE_OF_MANY.matcher(file.path());
      if (one.find() && !one.group(1).matches("0*" + files.size())) {
        return false;
      }
    }
    return true;
  }

  /** Those that it may be read in: for the newest the one that a branch names, then any. */
  private Stream<HubRepository> states() {
    if (!repository.hub().keepsStates()) {
      return Stream.of(repository);
    }
    Path snapshots =
        Objects.requireNonNull(repository.hub().folder(folder, repository.at("any")).getParent());
    List<String> names = new ArrayList<>();
    try {
      Path ref = snapshots.resolveSibling("refs").resolve(repository.revision());
      names.add(Files.readString(ref).strip());
    } catch (IOException e) {
      // Then any of those that are there.
    }
    if (!repository.isNewest()) {
      names.add(repository.revision());
    } else {
      names.addAll(in(snapshots));
    }
    return names.stream().map(repository::at);
  }

  private static List<String> in(Path snapshots) {
    try (Stream<Path> all = Files.list(snapshots)) {
      return all.map(each -> String.valueOf(each.getFileName())).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
