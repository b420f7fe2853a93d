package llmbench.tokenizer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The Qwen2.5 tokenizer that ships with the project, from the class path. */
final class Bundled {

  private static final String FOLDER = "/llm-bench/tokenizers/qwen2.5/";

  private Bundled() {}

  /** By the rules of either generation of transformers, which come to the same for Qwen2.5. */
  static Opened opened(Transformers transformers) {
    Opened opened = Once.OPENED;
    return new Opened(
        opened.tokenizer(), opened.chatTemplate(), opened.facts().by(transformers), opened.notes());
  }

  /** Whether a model of this name has the bundled tokenizer. */
  static boolean isOf(String modelId) {
    String name = modelId.startsWith("/") ? modelId.replaceAll("^.*/(?=[^/])", "") : modelId;
    return name.startsWith("Qwen2.5") || name.startsWith("Qwen/Qwen2.5");
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = Bundled.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IOException(FOLDER + file + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }

  /** Opened when it is first asked for, and only once: it takes half a second and 100 MB. */
  private static final class Once {

    private static final Opened OPENED = open();

    private static Opened open() {
      try {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return OpenedFolder.open(
            Transformers.V5,
            new TokenizerFolder(
                "Qwen2.5 (bundled)",
                read("tokenizer.json"),
                TokenizerFolder.object(read("tokenizer_config.json")),
                none,
                Optional.empty(),
                true,
                false));
      } catch (IOException e) {
        throw new TokenizerException(
            "The bundled Qwen2.5 tokenizer can't be opened: " + e.getMessage(), e);
      }
    }
  }
}
