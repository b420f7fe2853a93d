package llmbench.recorder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import llmbench.files.WholeFile;
import llmbench.timeline.PlanFacts;

/** plan.json, beside the directories of the levels. */
public final class PlanFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private PlanFile() {}

  /** Writes it into the run's directory. */
  public static void write(Path runDirectory, PlanFacts plan) throws IOException {
    WholeFile.write(runDirectory.resolve(PlanFacts.FILE), JSON.writeValueAsString(plan) + "\n");
  }
}
