package llmbench.report.vllm;

import java.io.IOException;
import java.io.Writer;
import llmbench.options.syntax.PythonNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Python's {@code json.dump} does by default: {@code ", "} and {@code ": "} between,
 * everything that is not printable ASCII as {@code \\u} and four digits, floats by {@code repr}. It
 * streams, so millions of gaps take no memory.
 */
final class PythonJsonWriter {

  private final Writer out;

  PythonJsonWriter(Writer out) {
    this.out = out;
  }

  /** What stands between two elements, before element {@code i}. */
  PythonJsonWriter comma(int i) throws IOException {
    return i > 0 ? raw(", ") : this;
  }

  PythonJsonWriter raw(String json) throws IOException {
    out.write(json);
    return this;
  }

  PythonJsonWriter number(double value) throws IOException {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(value + " has no form in JSON");
    }
    return raw(PythonNumbers.repr(value));
  }

  PythonJsonWriter number(long value) throws IOException {
    return raw(Long.toString(value));
  }

  /** A string in quotes, or null. */
  PythonJsonWriter string(@Nullable String value) throws IOException {
    if (value == null) {
      return raw("null");
    }
    out.write('"');
    for (int i = 0; i < value.length(); i++) {
      character(value.charAt(i));
    }
    out.write('"');
    return this;
  }

  private void character(char c) throws IOException {
    switch (c) {
      case '"' -> out.write("\\\"");
      case '\\' -> out.write("\\\\");
      case '\n' -> out.write("\\n");
      case '\r' -> out.write("\\r");
      case '\t' -> out.write("\\t");
      case '\b' -> out.write("\\b");
      case '\f' -> out.write("\\f");
      default -> {
        if (c >= ' ' && c <= '~') {
          out.write(c);
        } else {
          out.write("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            out.write(Character.forDigit(c >> shift & 0xf, 16));
          }
        }
      }
    }
  }
}
