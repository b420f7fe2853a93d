package llmbench.recorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import llmbench.files.WholeFile;
import llmbench.timeline.RunFacts;

/** run.json: replaced as a whole, so that there is always one that can be read. */
public final class RunFileWriter {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          // What can be said of the facts is none of them, and would stand there in any order.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private final Path file;

  /** The file at this place; it need not be there yet. */
  public RunFileWriter(Path file) {
    this.file = file;
  }

  /** Writes these facts in place of what is there. */
  public void write(RunFacts facts) throws IOException {
    WholeFile.write(file, JSON.writeValueAsString(facts) + "\n");
  }
}
