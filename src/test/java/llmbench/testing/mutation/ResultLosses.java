package llmbench.testing.mutation;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Requests that a tool's result counts and has not, and whether that is said. */
final class ResultLosses {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private ResultLosses() {}

  /** What a report does not say of a result of vLLM bench. */
  static List<String> of(Path file, Path output, Invocation report) throws IOException {
    JsonNode counts = JSON.readTree(Files.readAllBytes(file));
    JsonNode made = JSON.readTree(Files.readAllBytes(output.resolve("vllm.json")));
    int completed = made.get("completed").asInt();
    int all = completed + made.path("failed").asInt(made.get("num_prompts").asInt() - completed);
    boolean agrees =
        isOrIsNone(counts.path("num_prompts"), all)
            && isOrIsNone(counts.path("completed"), completed);
    boolean said = report.out().contains("Doubt: the result disagrees with itself: ");
    return agrees || said
        ? List.of()
        : List.of("not said: the result counts other requests than it has\n" + report);
  }

  private static boolean isOrIsNone(JsonNode count, int is) {
    // NaN is Python's word for nothing.
    double counted = count.isNumber() ? count.doubleValue() : Double.NaN;
    return !Double.isFinite(counted) || counted == is;
  }

  /** What a comparison does not say of an output of evalscope. */
  static List<String> of(Path place, Invocation compare) throws IOException {
    Path database = place.resolve("benchmark_data.db");
    Path summary = place.resolve("benchmark_summary.json");
    if (!Files.isRegularFile(database) || !Files.isRegularFile(summary)) {
      return List.of();
    }
    JsonNode counts = JSON.readTree(Files.readAllBytes(summary));
    JsonNode total =
        counts.path(counts.has("Test Duration (s)") ? "Total Requests" : "Total requests");
    int rows = rows(database);
    boolean said = compare.out().contains("its summary counts");
    boolean agrees = isOrIsNone(total, rows);
    return agrees || said
        ? List.of()
        : List.of("not said: " + total + " are counted, " + rows + " are there\n" + compare);
  }

  private static int rows(Path database) {
    String url = "jdbc:sqlite:" + database.toAbsolutePath().toUri() + "?immutable=1";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT success FROM result")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    } catch (SQLException e) {
      throw new AssertionError("a comparison could read it", e);
    }
  }
}
