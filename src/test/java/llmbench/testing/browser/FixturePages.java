package llmbench.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import llmbench.report.html.HtmlPage;

/** Pages of data that no run gave. */
final class FixturePages {

  private static final JsonMapper JSON = new JsonMapper();

  private FixturePages() {}

  /** Two small runs, the second with failures, and their comparison. */
  static ObjectNode twoRuns() {
    try (InputStream stream =
        FixturePages.class.getResourceAsStream("/page-fixtures/two-runs.json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first or second of them alone. */
  static ObjectNode oneRun(int index) {
    ObjectNode data = twoRuns();
    JsonNode run = data.get("runs").get(index);
    data.putArray("runs").add(run);
    data.putNull("comparison");
    return data;
  }

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the page of this data; its file. */
  static Path write(Path folder, JsonNode data) {
    try {
      return Files.writeString(
          Files.createTempFile(folder, "page", ".html"),
          HtmlPage.page("A page of the tests", data.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
