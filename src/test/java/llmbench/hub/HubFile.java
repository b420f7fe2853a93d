package llmbench.hub;

import java.util.Arrays;

/**
 * A file of a dataset in a hub.
 *
 * @param repository the dataset
 * @param path of the file in it, with {@code /} between folders
 */
public record HubFile(HubRepository repository, String path) {

  public HubFile {
    if (!isPath(path)) {
      throw new IllegalArgumentException("'" + path + "' is no file's path in a hub");
    }
  }

  /** Whether a text is a path that stays within the dataset. */
  static boolean isPath(String text) {
    return text.chars().noneMatch(c -> c < ' ' || c == '\\' || c == ':')
        && Arrays.stream(text.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  Hub hub() {
    return repository.hub();
  }

  /** For messages. */
  @Override
  public String toString() {
    return path + " of " + repository;
  }
}
