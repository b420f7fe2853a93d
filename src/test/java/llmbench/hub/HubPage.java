package llmbench.hub;

import java.util.List;
import java.util.Optional;

/**
 * A part of the list of a dataset's files.
 *
 * @param commit the state that is listed, where the hub says it
 * @param paths of its files
 * @param isLast whether no other part follows
 */
record HubPage(Optional<String> commit, List<String> paths, boolean isLast) {

  HubPage {
    commit = commit.filter(HubPage::isCommit);
    paths = List.copyOf(paths);
  }

  /** Whether a text can be a commit, which becomes a folder's name. */
  static boolean isCommit(String text) {
    return text.matches("\\w{1,64}");
  }
}
