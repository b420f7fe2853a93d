package llmbench.runlog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.files.PlainFile;

/** JSON as the tools write it: Python has NaN and Infinity as bare words, and appends results. */
final class ToolJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private ToolJson() {}

  /** The last of a file's documents, and how many stand before it. */
  record Last(JsonNode document, int before) {}

  /** Every field of an object that has a finite number, in their order. */
  static Map<String, Double> numbers(JsonNode object) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isNumber() && Double.isFinite(field.getValue().asDouble())) {
        numbers.put(field.getKey(), field.getValue().asDouble());
      }
    }
    return numbers;
  }

  /**
   * Reads a file.
   *
   * @throws RunLogException when it can't be read, is empty, or is no JSON
   */
  static Last last(Path file) {
    JsonNode last = MissingNode.getInstance();
    int documents = 0;
    // Not readValues(), which would take a list at the top for its elements.
    try (InputStream in = PlainFile.open(file);
        JsonParser parser = JSON.createParser(in)) {
      for (JsonNode next = JSON.readTree(parser); next != null; next = JSON.readTree(parser)) {
        last = next;
        documents++;
      }
    } catch (IOException e) {
      throw new RunLogException(
          file
              + " can't be read: "
              + JsonFile.reason(e)
              + ". Expected is the JSON of a benchmark tool.");
    }
    if (documents == 0) {
      throw new RunLogException(file + " is empty: expected the result of a benchmark tool.");
    }
    return new Last(last, documents - 1);
  }
}
