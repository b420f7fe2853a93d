package llmbench.report.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.syntax.PythonRepr;
import org.jspecify.annotations.Nullable;

/**
 * summary.csv of a sweep, as pandas writes {@code DataFrame.from_records(results).to_csv(file)}: an
 * index without a name, columns in the order in which they first appear, numbers of a column all
 * whole or all real.
 */
public final class SummaryCsv {

  private static final Pattern TO_BE_QUOTED = Pattern.compile("[,\"\n]");

  /** A table without columns has an index all the same, and its empty name is quoted. */
  private static final String NO_ROWS = "\"\"\n";

  private SummaryCsv() {}

  /** The file's text. */
  public static String of(List<ObjectNode> results) {
    Set<String> names = new LinkedHashSet<>();
    results.forEach(result -> result.fieldNames().forEachRemaining(names::add));
    if (names.isEmpty()) {
      return NO_ROWS;
    }
    List<List<String>> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(column(results.stream().map(result -> result.get(name)).toList()));
    }
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append(',').append(quoted(name)));
    text.append('\n');
    for (int i = 0; i < results.size(); i++) {
      int row = i;
      text.append(row)
          .append(',')
          .append(columns.stream().map(cells -> cells.get(row)).collect(Collectors.joining(",")))
          .append('\n');
    }
    return text.toString();
  }

  private static List<String> column(List<@Nullable JsonNode> values) {
    List<JsonNode> there =
        values.stream().filter(Objects::nonNull).filter(value -> !value.isNull()).toList();
    // A column of whole numbers has no way to say that one is missing.
    boolean whole =
        there.size() == values.size() && there.stream().allMatch(JsonNode::isIntegralNumber);
    boolean real = !whole && there.stream().allMatch(SummaryCsv::fitsColumnOfNumbers);
    return values.stream().map(value -> quoted(cell(value, real))).toList();
  }

  private static String cell(@Nullable JsonNode value, boolean real) {
    if (value == null || value.isNull() || isNan(value)) {
      return "";
    }
    return real ? PythonNumbers.repr(value.doubleValue()) : PythonRepr.str(value);
  }

  /** Longer ones make it a column of objects, each of which stays what it is. */
  private static boolean fitsColumnOfNumbers(JsonNode value) {
    return value.isFloatingPointNumber()
        || (value.isIntegralNumber() && value.bigIntegerValue().bitLength() <= Long.SIZE);
  }

  private static boolean isNan(JsonNode value) {
    return value.isFloatingPointNumber() && Double.isNaN(value.doubleValue());
  }

  private static String quoted(String cell) {
    return TO_BE_QUOTED.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
