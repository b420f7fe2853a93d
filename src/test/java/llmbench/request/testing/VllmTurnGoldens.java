package llmbench.request.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.conversation.Answer;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.request.testing.PlayedConversations.Sent;

/** Runs of vLLM's clients that play conversations, as they were recorded. */
public final class VllmTurnGoldens {

  /** Where the files are. */
  public static final Path FOLDER = Path.of("src/test/resources/golden/vllm/multi_turn");

  private VllmTurnGoldens() {}

  /** A case of a file; its name in reports. */
  public record Case(JsonNode golden) {

    /** A field of it. */
    public String text(String field) {
      return golden.path(field).asText();
    }

    @Override
    public String toString() {
      return text("name");
    }
  }

  /** All cases of a file. */
  public static Stream<Case> cases(String file) {
    return StreamSupport.stream(json(file).path("cases").spliterator(), false).map(Case::new);
  }

  private static JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a line asks for. */
  public static BenchOptions options(String line) {
    return new OptionsReader(() -> "bench-0-", () -> 0, name -> null)
        .read(new Sources(line, Map.of()));
  }

  /** What the recording server said, to as many messages. */
  public static Answer answer(Sent sent) {
    return Answer.of("yes " + messages(sent.body()).size() + " and no");
  }

  /** The messages of a body. */
  public static JsonNode messages(String body) {
    try {
      return new ObjectMapper().readTree(body).path("messages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
