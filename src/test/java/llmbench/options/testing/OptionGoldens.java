package llmbench.options.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that tests compare whole; {@code -Dgolden.update=true} writes them anew. */
public final class OptionGoldens {

  private static final Path FOLDER = Path.of("src/test/resources/golden/options");

  private OptionGoldens() {}

  static void assertSame(Path file, String text) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
      }
      assertThat(text)
          .as("%s; -Dgolden.update=true writes it anew", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void assertSame(String name, String text) {
    assertSame(FOLDER.resolve(name), text);
  }

  public static List<JsonNode> lines(String name) {
    List<JsonNode> nodes = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(FOLDER.resolve(name))) {
        nodes.add(new JsonMapper().readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nodes;
  }
}
