package llmbench.runlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The single requests of a run of {@code evalscope perf}, in its SQLite file. Texts are left alone:
 * evalscope keeps them pickled.
 */
public final class EvalscopeDatabase {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String QUERY =
      "SELECT success, start_time, completed_time, latency, first_chunk_latency,"
          + " inter_token_latencies, time_per_output_token, prompt_tokens, completion_tokens"
          + " FROM result ORDER BY rowid";

  private EvalscopeDatabase() {}

  /**
   * One request; times in seconds, of a failure 0.
   *
   * @param startSeconds since the zero of evalscope's monotonic clock
   * @param completedSeconds since the same zero
   */
  public record Request(
      boolean success,
      double startSeconds,
      double completedSeconds,
      double latencySeconds,
      double ttftSeconds,
      List<Double> gapsSeconds,
      double tpotSeconds,
      int inputTokens,
      int outputTokens) {

    public Request {
      gapsSeconds = List.copyOf(gapsSeconds);
    }
  }

  /**
   * Reads all requests, in the order in which they were stored. The file is only read.
   *
   * @throws RunLogException when it is no such database
   */
  public static List<Request> read(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    List<Request> requests = new ArrayList<>();
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        requests.add(
            new Request(
                rows.getInt("success") != 0,
                rows.getDouble("start_time"),
                rows.getDouble("completed_time"),
                rows.getDouble("latency"),
                rows.getDouble("first_chunk_latency"),
                gaps(rows.getString("inter_token_latencies")),
                rows.getDouble("time_per_output_token"),
                rows.getInt("prompt_tokens"),
                rows.getInt("completion_tokens")));
      }
    } catch (SQLException | JsonProcessingException e) {
      throw new RunLogException(
          file + " is not a database of evalscope 1.1 or 1.14: " + e.getMessage());
    }
    return requests;
  }

  private static List<Double> gaps(@Nullable String json) throws JsonProcessingException {
    List<Double> gaps = new ArrayList<>();
    if (json != null) {
      for (JsonNode gap : JSON.readTree(json)) {
        gaps.add(gap.asDouble());
      }
    }
    return gaps;
  }
}
