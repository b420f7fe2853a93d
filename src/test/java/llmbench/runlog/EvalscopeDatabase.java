package llmbench.runlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import llmbench.files.PlainFile;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The single requests of a run of {@code evalscope perf}, in its SQLite file. Texts are left alone:
 * evalscope keeps them pickled.
 */
public final class EvalscopeDatabase {

  private static final JsonMapper JSON = new JsonMapper();

  /** A view of this name could be made to go on for ever. */
  private static final String TABLES =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'result'";

  private static final String QUERY =
      "SELECT success, start_time, completed_time, latency, first_chunk_latency,"
          + " inter_token_latencies, time_per_output_token, prompt_tokens, completion_tokens"
          + " FROM result ORDER BY rowid";

  /** What SQLite puts beside a file that is being changed. */
  private static final List<String> UNFINISHED = List.of("-wal", "-journal");

  /** No time of a run has more seconds, on whatever clock. */
  private static final double MOST = 4e9;

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
   * Reads all requests, in the order in which they were stored. The file is only read, and nothing
   * is made beside it.
   *
   * @throws RunLogException when it is no such database, or not whole
   */
  public static List<Request> read(Path file) {
    check(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    // Else SQLite makes files of its own beside one that says it was changed.
    String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?immutable=1";
    List<Request> requests = new ArrayList<>();
    try (Connection connection = config.createConnection(url);
        Statement statement = connection.createStatement()) {
      try (ResultSet tables = statement.executeQuery(TABLES)) {
        if (!tables.next() || tables.getInt(1) != 1) {
          throw none(file, "it has no table of results");
        }
      }
      try (ResultSet rows = statement.executeQuery(QUERY)) {
        Row row = new Row(file, rows);
        while (rows.next()) {
          requests.add(row.request(requests.size() + 1));
        }
      }
    } catch (SQLException e) {
      throw none(file, String.valueOf(e.getMessage()));
    }
    return requests;
  }

  private static void check(Path file) {
    try {
      PlainFile.checked(file);
      for (String end : UNFINISHED) {
        Path beside = file.resolveSibling(file.getFileName() + end);
        if (PlainFile.isThere(beside) && PlainFile.size(beside) > 0) {
          throw none(
              file, "what " + beside.getFileName() + " has is not in it yet; open it with sqlite3");
        }
      }
    } catch (IOException e) {
      throw none(file, JsonFile.reason(e));
    }
  }

  private static RunLogException none(Path file, String why) {
    return new RunLogException(
        file + " is not a database of evalscope 1.1 or 1.14, or it is broken: " + why + ".");
  }

  /** The row that the query has come to. */
  private record Row(Path file, ResultSet rows) {

    Request request(int number) throws SQLException {
      return new Request(
          number("success", number) != 0,
          number("start_time", number),
          number("completed_time", number),
          number("latency", number),
          number("first_chunk_latency", number),
          gaps(rows.getString("inter_token_latencies"), number),
          number("time_per_output_token", number),
          (int) number("prompt_tokens", number),
          (int) number("completion_tokens", number));
    }

    /** What a failure has not is 0. */
    private double number(String column, int number) throws SQLException {
      Object value = rows.getObject(column);
      double found = value == null ? 0 : value instanceof Number n ? n.doubleValue() : Double.NaN;
      return checked(found, column, number);
    }

    private List<Double> gaps(@Nullable String json, int number) {
      List<Double> gaps = new ArrayList<>();
      try {
        for (JsonNode gap : JSON.readTree(json == null ? "[]" : json)) {
          gaps.add(
              checked(
                  gap.isNumber() ? gap.doubleValue() : Double.NaN,
                  "inter_token_latencies",
                  number));
        }
      } catch (JsonProcessingException e) {
        throw none(file, "inter_token_latencies of row " + number + ": " + JsonFile.reason(e));
      }
      return gaps;
    }

    private double checked(double value, String column, int number) {
      if (!(value >= 0 && value <= MOST)) {
        throw none(file, column + " of row " + number + " is no such number");
      }
      return value;
    }
  }
}
