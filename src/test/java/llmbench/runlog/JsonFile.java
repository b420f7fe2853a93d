package llmbench.runlog;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import llmbench.files.IoReason;
import llmbench.files.PlainFile;

/** A file that is one JSON document; and why one can't be read, in words that name no class. */
final class JsonFile {

  private JsonFile() {}

  /** The document; missing of an empty file. */
  static JsonNode read(JsonMapper mapper, Path file) throws IOException {
    try (InputStream in = PlainFile.open(file)) {
      return mapper.readTree(in);
    }
  }

  /** Why, without the file's name. */
  static String reason(IOException e) {
    if (e instanceof StreamConstraintsException) {
      StreamReadConstraints most = StreamReadConstraints.defaults();
      return String.format(
          Locale.ROOT,
          "it has more levels than %,d, a number of more than %,d digits, or a text of more than"
              + " %,d characters",
          most.getMaxNestingDepth(),
          most.getMaxNumberLength(),
          most.getMaxStringLength());
    }
    if (e instanceof StreamReadException broken) {
      return "it is not JSON" + place(broken);
    }
    if (e instanceof JsonMappingException of) {
      return value(of.getPath());
    }
    return e instanceof JsonProcessingException ? "it is not JSON" : IoReason.of(e);
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null
        ? ""
        : String.format(Locale.ROOT, " (line %d, column %d)", at.getLineNr(), at.getColumnNr());
  }

  private static String value(List<JsonMappingException.Reference> path) {
    StringBuilder keys = new StringBuilder();
    for (JsonMappingException.Reference part : path) {
      String name = part.getFieldName();
      String dot = keys.length() == 0 ? "" : ".";
      keys.append(name == null ? "[" + part.getIndex() + "]" : dot + name);
    }
    String of = keys.length() == 0 ? "a value" : "the value of " + keys;
    return of + " is of another kind than expected";
  }
}
