package llmbench.options.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words of a command line, as a POSIX shell splits and quotes them (IEEE Std 1003.1, 2.2 Quoting).
 * Nothing is expanded: no variables, no globs, no substitutions.
 */
public final class ShellWords {

  private static final Pattern SAFE = Pattern.compile("[\\w@%+=:,./-]+");

  /** What a backslash still quotes between double quotes. */
  private static final String ESCAPABLE_IN_QUOTES = "$`\"\\";

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int next;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * The words of a line.
   *
   * @throws IllegalArgumentException when a quote is left open or a backslash ends the line; the
   *     message says where, and holds nothing of the line
   */
  public static List<String> split(String line) {
    return new ShellWords(line).split();
  }

  /** A line that splits into these words; words are quoted only where they need it. */
  public static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /** One word, quoted where it needs it. */
  public static String quote(String word) {
    if (SAFE.matcher(word).matches()) {
      return word;
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private List<String> split() {
    while (next < line.length()) {
      char c = line.charAt(next++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        default -> add(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void escaped() {
    if (next == line.length()) {
      throw new IllegalArgumentException("a backslash at the end escapes nothing");
    }
    if (skipNewline()) {
      return;
    }
    add(line.charAt(next++));
  }

  /** Whether a line break follows (backslash-newline joins two lines), which is then passed. */
  private boolean skipNewline() {
    if (line.startsWith("\r\n", next)) {
      next += 2;
      return true;
    }
    if (line.startsWith("\n", next)) {
      next++;
      return true;
    }
    return false;
  }

  private void singleQuoted() {
    int end = line.indexOf('\'', next);
    if (end < 0) {
      throw new IllegalArgumentException(
          "the single quote at character " + next + " is never closed");
    }
    word.append(line, next, end);
    inWord = true;
    next = end + 1;
  }

  private void doubleQuoted() {
    int opened = next;
    inWord = true;
    while (next < line.length()) {
      char c = line.charAt(next++);
      if (c == '"') {
        return;
      }
      if (c != '\\') {
        word.append(c);
      } else if (!skipNewline()) {
        boolean escapes =
            next < line.length() && ESCAPABLE_IN_QUOTES.indexOf(line.charAt(next)) >= 0;
        word.append(escapes ? line.charAt(next++) : c);
      }
    }
    throw new IllegalArgumentException(
        "the double quote at character " + opened + " is never closed");
  }
}
