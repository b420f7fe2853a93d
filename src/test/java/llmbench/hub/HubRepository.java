package llmbench.hub;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A dataset in a hub, in one of its states.
 *
 * @param hub which one
 * @param name the dataset's there, {@code owner/name}
 * @param revision a branch or a commit of it
 */
public record HubRepository(Hub hub, String name, String revision) {

  private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*/\\w[\\w.-]*");

  /** The branch to which Hugging Face writes what it makes of a dataset. */
  private static final String CONVERTED = "refs/convert/parquet";

  public HubRepository {
    if (!isName(name)) {
      throw new IllegalArgumentException("'" + name + "' is no dataset's name in a hub");
    }
  }

  /** A dataset as it is now. */
  public static HubRepository newest(Hub hub, String name) {
    return new HubRepository(hub, name, hub.newest());
  }

  /** Whether a text can be a dataset's name in a hub. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The same dataset in another state. */
  HubRepository at(String state) {
    return new HubRepository(hub, name, state);
  }

  /** Files of it by their paths. */
  List<HubFile> files(List<String> paths) {
    return paths.stream().map(path -> new HubFile(this, path)).toList();
  }

  /** Whether the state is the newest, whatever that is. */
  boolean isNewest() {
    return revision.equals(hub.newest());
  }

  /**
   * The Parquet files that the hub has made of it, in folders {@code SUBSET/SPLIT}, with the same
   * rows in the same order; empty where a hub makes none, and for a state that isn't the newest.
   */
  public Optional<HubRepository> converted() {
    return hub == Hub.HUGGING_FACE && isNewest() ? Optional.of(at(CONVERTED)) : Optional.empty();
  }

  /** For messages. */
  @Override
  public String toString() {
    return hub.label() + "'s dataset " + name + (isNewest() ? "" : " at " + revision);
  }
}
