package llmbench.report.markdown;

import java.util.regex.Pattern;
import llmbench.timeline.Printable;

/**
 * Texts from outside, made so that a reader of GitHub's Markdown sees them and nothing else comes
 * of them: no markup, no HTML, no link, no mention of a person or an issue, no other line. Code
 * never stands in a table, and nothing at the beginning of a line.
 */
final class Markdown {

  /** Breaks what GitHub makes of plain text; it isn't seen. */
  private static final String ZERO_WIDTH = "\u200B";

  /** What is markup within a line, with GitHub's tables and its mathematics. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~$]");

  /** Mentions, issues, addresses, emoji: GitHub finds them where a backslash doesn't help. */
  private static final Pattern LIVE =
      Pattern.compile("@(?=\\w)|#(?=\\d)|:(?=//|\\w)|[wW]{3}(?=\\.)|(?<=[gG][hH])-(?=\\d)");

  private static final Pattern FENCE = Pattern.compile("`+");
  private static final int SHORTEST_BLOCK_FENCE = 3;
  private static final int REPLACEMENT = 0xFFFD;

  private Markdown() {}

  /** In running text, on one line, at most this many characters of it. */
  static String prose(String words, int mostChars) {
    String live = LIVE.matcher(line(words, mostChars)).replaceAll("$0" + ZERO_WIDTH);
    return MARKUP
        .matcher(live.replace("&", "&amp;"))
        .replaceAll("\\\\$0")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  /** As code, on one line, at most this many characters of it: nothing in it is markup. */
  static String code(String words, int mostChars) {
    String line = line(words, mostChars);
    if (line.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestRun(line) + 1);
    boolean pad = line.startsWith("`") || line.endsWith("`");
    return pad ? fence + " " + line + " " + fence : fence + line + fence;
  }

  /** As a block of code of one line. */
  static String block(String words, int mostChars) {
    String line = line(words, mostChars);
    String fence = "`".repeat(Math.max(SHORTEST_BLOCK_FENCE, longestRun(line) + 1));
    return fence + "\n" + line + "\n" + fence;
  }

  private static int longestRun(String line) {
    return FENCE.matcher(line).results().mapToInt(run -> run.end() - run.start()).max().orElse(0);
  }

  private static String line(String words, int mostChars) {
    // A server may say any amount; what is looked through is little more than what is shown.
    String line = Printable.line(words.substring(0, Math.min(words.length(), 2 * mostChars)));
    String part = line.length() > mostChars ? line.substring(0, mostChars) + "…" : line;
    return part.codePoints()
        .map(c -> isHalf(c) ? REPLACEMENT : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
