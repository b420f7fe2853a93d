package llmbench.report.csv;

import java.io.IOException;
import java.io.Writer;
import llmbench.timeline.Printable;

/**
 * Writes lines as RFC 4180 has them: commas between, CRLF at the end, quotes where they are needed.
 * Numbers are written by hand: a large run has millions of them.
 */
final class CsvLine {

  /** At the beginning of a cell a spreadsheet takes it for a formula, and would run it. */
  private static final String FORMULA = "=+-@";

  private static final int NANO_DIGITS = 9;
  private static final int MILLI_DIGITS = 6;

  private final Writer out;
  private final StringBuilder line = new StringBuilder(256);
  private boolean empty = true;

  CsvLine(Writer out) {
    this.out = out;
  }

  /** A word of ours. */
  CsvLine word(String word) {
    if (!empty) {
      line.append(',');
    }
    empty = false;
    line.append(word);
    return this;
  }

  /** Nothing: what isn't known, or means nothing here. */
  CsvLine nothing() {
    return word("");
  }

  CsvLine number(long number) {
    word("");
    line.append(number);
    return this;
  }

  /** A text from outside, on one line; an apostrophe before what looks like a formula. */
  CsvLine text(String text) {
    String plain = whole(Printable.line(text));
    if (!plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0) {
      plain = "'" + plain;
    }
    boolean quoted = plain.indexOf(',') >= 0 || plain.indexOf('"') >= 0;
    return word(quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain);
  }

  /** Seconds, to the nanosecond. */
  CsvLine seconds(double seconds) {
    return decimal(Math.round(seconds * 1e9), NANO_DIGITS);
  }

  /** Seconds as milliseconds, to the nanosecond. */
  CsvLine millis(double seconds) {
    return decimal(Math.round(seconds * 1e9), MILLI_DIGITS);
  }

  /** Ends the line. */
  void end() throws IOException {
    out.append(line.append("\r\n"));
    line.setLength(0);
    empty = true;
  }

  /** Without zeros at its end. */
  private CsvLine decimal(long units, int digits) {
    word(units < 0 ? "-" : "");
    String all = Long.toString(Math.abs(units));
    int whole = all.length() - digits;
    int last = all.length();
    while (last > Math.max(whole, 0) && all.charAt(last - 1) == '0') {
      last--;
    }
    line.append(whole > 0 ? all.substring(0, whole) : "0");
    if (last > whole && last > 0) {
      line.append('.').append("0".repeat(Math.max(0, -whole)));
      line.append(all, Math.max(whole, 0), last);
    }
    return this;
  }

  /** Half of a character of two halves can't be written. */
  private static String whole(String text) {
    return text.codePoints().noneMatch(CsvLine::isHalf)
        ? text
        : text.codePoints()
            .map(c -> isHalf(c) ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
