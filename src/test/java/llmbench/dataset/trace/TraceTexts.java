package llmbench.dataset.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import llmbench.options.dataset.AgentTraceOptions;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;

/** Reads traces that a test has the lines of. */
final class TraceTexts {

  static final Opened TOKENIZER = Tokenizers.open("bundled", null);

  /** The name of their file. */
  static final String NAME = "trace.jsonl";

  private TraceTexts() {}

  static AgentTrace read(Path folder, String form, OptionalInt blockSize, List<String> lines) {
    Path file = folder.resolve(NAME);
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TraceFile.read(new AgentTraceOptions(file.toString(), form, 1, blockSize), TOKENIZER);
  }
}
