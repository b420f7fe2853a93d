package llmbench.dataset.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;
import llmbench.dataset.Utf8Lines;
import llmbench.options.dataset.AgentTraceOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.tokenizer.Opened;

/** The file of a trace, read line by line; what is held of it are lengths, times and ids. */
final class TraceFile {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private TraceFile() {}

  /**
   * Reads all of it.
   *
   * @throws DatasetException at the first line that is wrong
   */
  static AgentTrace read(AgentTraceOptions asked, Opened tokenizer) {
    TraceForm form = TraceForms.named(asked.form());
    TraceForm.Reader reader = form.reader(asked.blockSize(), tokenizer);
    DatasetFile file = DatasetFile.of("-Dllm.trace: ", asked.path(), form.what());
    SessionsRead sessions = new SessionsRead();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        try {
          TraceLine call = reader.read(object(line, form));
          if (call != null) {
            sessions.add(call);
          }
        } catch (WrongLineException e) {
          throw new DatasetException(lines.at() + ": " + e.getMessage() + ".");
        }
      }
    }
    if (sessions.isEmpty()) {
      throw file.wrong("has no call");
    }
    return new AgentTrace(reader.blockSize(), sessions.all());
  }

  private static JsonNode object(String line, TraceForm form) throws WrongLineException {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      // Said in our words below.
    }
    String why = PythonJson.whyNoObject(line);
    throw new WrongLineException(
        why == null
            ? "it has a field twice, or more than one JSON object"
            : why + "; expected " + form.what());
  }
}
