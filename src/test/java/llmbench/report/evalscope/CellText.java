package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in the cells of a terminal, as the Python package {@code rich} lays it out: characters of
 * East Asia take two cells.
 */
final class CellText {

  private static final String ELLIPSIS = "…";

  /** A word with the blanks around it: {@code re_word} of rich's {@code _wrap.py}. */
  private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

  /** First and last code points that take two cells. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
  };

  private CellText() {}

  /** How many cells a text takes. */
  static int width(String text) {
    return text.codePoints().map(CellText::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (range[0] <= point && point <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** A text with blanks behind it. */
  static String left(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - width(text)));
  }

  /** A text with blanks before it. */
  static String right(String text, int cells) {
    return " ".repeat(Math.max(0, cells - width(text))) + text;
  }

  /** A text with blanks around it, where they can't be halved one more behind. */
  static String centre(String text, int cells) {
    int rest = Math.max(0, cells - width(text));
    return " ".repeat(rest / 2) + text + " ".repeat(rest - rest / 2);
  }

  /** A text in lines of so many cells, broken at blanks; a word that is longer is cut off. */
  static List<String> lines(String text, int cells) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      boolean fits = width(line.toString()) + width(word.stripTrailing()) <= cells;
      if (!fits && words.start() > 0) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(word);
    }
    lines.add(line.toString());
    return lines.stream().map(each -> cut(withoutExcess(each, cells), cells)).toList();
  }

  /** Blanks at the end go as far as they stand over the edge. */
  private static String withoutExcess(String line, int cells) {
    String end = line;
    while (width(end) > cells && end.endsWith(" ")) {
      end = end.substring(0, end.length() - 1);
    }
    return end;
  }

  private static String cut(String line, int cells) {
    if (width(line) <= cells) {
      return line;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int point : line.codePoints().toArray()) {
      used += width(point);
      if (used > cells - 1) {
        break;
      }
      kept.appendCodePoint(point);
    }
    // Half of a wide character is a blank.
    return left(kept.toString(), cells - 1) + ELLIPSIS;
  }
}
