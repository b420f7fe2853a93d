package llmbench.hub;

/**
 * A file of a dataset in a hub.
 *
 * @param hub which one
 * @param dataset its name there, {@code owner/name}
 * @param path of the file in it, with {@code /} between folders
 */
public record HubFile(Hub hub, String dataset, String path) {

  public HubFile {
    if (!dataset.matches("[\\w][\\w.-]*/[\\w][\\w.-]*")) {
      throw new IllegalArgumentException("'" + dataset + "' is no dataset's name in a hub");
    }
    if (path.isEmpty() || path.startsWith("/") || path.contains("..")) {
      throw new IllegalArgumentException("'" + path + "' is no file's path in a hub");
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return path + " of " + hub.label() + "'s dataset " + dataset;
  }
}
