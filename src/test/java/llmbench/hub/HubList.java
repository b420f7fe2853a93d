package llmbench.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of a dataset, as the hub lists them.
 *
 * @param state in which they are these
 * @param paths of all of them that can be files here
 */
record HubList(HubRepository state, List<String> paths) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than any dataset has whose rows are read. */
  private static final int MOST_PAGES = 500;

  HubList {
    paths = paths.stream().filter(HubFile::isPath).toList();
  }

  /** Asks the hub. */
  static HubList of(HubRepository repository, Map<String, String> environment) throws IOException {
    Hub hub = repository.hub();
    String what = "list of files of " + repository;
    HubRepository state = repository;
    List<String> paths = new ArrayList<>();
    for (int number = 1; number <= MOST_PAGES; number++) {
      HubClient.Answer answer =
          new HubClient(hub, environment).get(hub.list(repository, number), what);
      HubPage page;
      try (InputStream body = answer.body()) {
        page = hub.page(JSON.readTree(body));
      } catch (JsonProcessingException e) {
        throw new HubException("The " + what + " isn't JSON: is " + hub.label() + " there?", e);
      }
      paths.addAll(page.paths());
      state = repository.at(page.commit().orElse(repository.revision()));
      if (page.isLast()) {
        return new HubList(state, paths);
      }
    }
    throw new HubException("The " + what + " is too long.");
  }
}
