package llmbench.dataset.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a table.
 *
 * @param values by column; bytes are a binary node, what a row lacks is missing or null
 * @param file in which it stands
 * @param number its place in the file, from 1
 */
public record Row(ObjectNode values, Path file, long number) {

  /** The value of a column; a missing node where there is none. */
  public JsonNode value(String column) {
    JsonNode value = values.path(column);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  /** What it has values for. */
  public List<String> columns() {
    List<String> names = new ArrayList<>();
    values.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Where it stands, for people. */
  public String at() {
    return file + ", row " + number;
  }
}
