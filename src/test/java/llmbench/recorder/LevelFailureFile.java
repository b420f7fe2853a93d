package llmbench.recorder;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import llmbench.files.WholeFile;
import llmbench.timeline.LevelFailure;

/** failure.json, in the directory of a level that could not be measured. */
public final class LevelFailureFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LevelFailureFile() {}

  /** Writes it into the level's directory, which is made. */
  public static void write(Path level, LevelFailure failure) throws IOException {
    WholeFile.write(level.resolve(LevelFailure.FILE), JSON.writeValueAsString(failure) + "\n");
  }
}
