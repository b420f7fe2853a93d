package llmbench.runlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import llmbench.files.PlainFile;
import llmbench.timeline.LevelFailure;

/** failure.json of a level, read. */
public final class LevelFailureReader {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private LevelFailureReader() {}

  /**
   * Why a level has no result; empty where nothing says so.
   *
   * @throws RunLogException when the file can't be read
   */
  public static Optional<LevelFailure> read(Path level) {
    Path file = level.resolve(LevelFailure.FILE);
    if (!PlainFile.isThere(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JsonFile.read(JSON, file);
      return Optional.of(
          new LevelFailure(
              json.path("type").asText(),
              json.path("error").asText(),
              json.path("ofServer").asBoolean(),
              json.path("status").asInt()));
    } catch (IOException e) {
      throw new RunLogException(file + " can't be read: " + JsonFile.reason(e) + ".");
    }
  }
}
