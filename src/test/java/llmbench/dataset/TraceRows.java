package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import llmbench.options.dataset.TimedTraceOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import org.jspecify.annotations.Nullable;

/** The first requests of a trace, read line by line; even a blank line has to be one. */
final class TraceRows implements Iterator<TraceRow>, Closeable {

  private static final String WHAT =
      "a JSON object such as {\"timestamp\": 0, \"input_length\": 20, \"output_length\": 9,"
          + " \"hash_ids\": [1, 2]} on each line";

  private final TimedTraceOptions.Labels labels;
  private final int chunk;
  private final int most;
  private final Utf8Lines lines;
  private final DatasetFile file;
  private @Nullable String line;
  private int index;

  /**
   * Opens a trace.
   *
   * @param most how many requests of it are wanted
   */
  TraceRows(TimedTraceOptions asked, int most) {
    this.labels = asked.labels();
    this.chunk = asked.chunk();
    this.most = most;
    this.file = DatasetFile.text(asked.path(), WHAT);
    this.lines = Utf8Lines.open(file);
    this.line = lines.next();
  }

  /** Refuses a file without a line. */
  void checkAny() {
    if (index == 0) {
      throw file.wrong("is empty");
    }
  }

  @Override
  public boolean hasNext() {
    return line != null && index < most;
  }

  @Override
  public TraceRow next() {
    if (line == null || !hasNext()) {
      throw new NoSuchElementException();
    }
    TraceRow row = row(line);
    index++;
    line = hasNext() ? lines.next() : line;
    return row;
  }

  private TraceRow row(String text) {
    JsonNode json = PythonJson.loads(PythonText.strip(text));
    if (json == null || !json.isObject()) {
      throw wrong(PythonJson.whyNoObject(text) + "; expected " + WHAT + ".");
    }
    long input = tokens(json, labels.inputLength(), "input-length");
    long output = tokens(json, labels.outputLength(), "output-length");
    List<String> hashes = hashes(json.path(labels.hashIds()));
    JsonNode time = value(json, labels.timestamp(), "timestamp");
    Double timestamp = time.isTextual() ? PythonNumbers.real(time.textValue()) : number(time);
    if (timestamp == null || !Double.isFinite(timestamp)) {
      throw wrong("its \"" + labels.timestamp() + "\" is not a number of seconds or the like.");
    }
    return new TraceRow(index, timestamp, input, Math.toIntExact(output), hashes);
  }

  private static @Nullable Double number(JsonNode value) {
    return value.isNumber() ? (Double) value.doubleValue() : null;
  }

  private JsonNode value(JsonNode row, String name, String option) {
    JsonNode value = row.path(name);
    if (value.isMissingNode() || value.isNull()) {
      List<String> names = new ArrayList<>();
      row.fieldNames().forEachRemaining(names::add);
      throw wrong(
          "it has no \""
              + name
              + "\", only "
              + names.stream().map(each -> "\"" + each + "\"").collect(Collectors.joining(", "))
              + "; say by --timed-trace-label-"
              + option
              + " which of them it is.");
    }
    return value;
  }

  /** A number of tokens; one with decimals only where no part of a chunk is left over. */
  private long tokens(JsonNode row, String name, String option) {
    JsonNode value = value(row, name, option);
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    boolean whole = value.isIntegralNumber() || number % chunk == 0;
    if (!whole || !(Math.abs(number) <= Integer.MAX_VALUE)) {
      throw wrong("its \"" + name + "\" is not a number of tokens.");
    }
    return (long) number;
  }

  /** As an f-string of Python writes them. */
  private List<String> hashes(JsonNode list) {
    List<String> hashes = new ArrayList<>();
    for (JsonNode hash : list) {
      if (hash.isContainerNode()) {
        throw wrong("its \"" + labels.hashIds() + "\" has more than numbers and texts.");
      }
      hashes.add(hash.isTextual() ? hash.textValue() : written(hash));
    }
    if (!list.isArray() && !list.isMissingNode()) {
      throw wrong("its \"" + labels.hashIds() + "\" is not a list.");
    }
    return hashes;
  }

  private static String written(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "True" : "False";
    }
    return value.isNull() ? "None" : PythonJson.dumps(value);
  }

  private DatasetException wrong(String why) {
    return new DatasetException(lines.at() + ": " + why);
  }

  @Override
  public void close() {
    lines.close();
  }
}
