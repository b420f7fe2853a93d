package llmbench.recorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import llmbench.timeline.RunFacts;

/** run.json: replaced as a whole, so that there is always one that can be read. */
public final class RunFileWriter {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
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
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.writeString(next, JSON.writeValueAsString(facts) + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      // Only on a full disk there is one left.
      Files.deleteIfExists(next);
    }
  }
}
