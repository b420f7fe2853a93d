package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code split}, {@code rsplit} and {@code splitlines} of Python's texts. */
final class Splits {

  private Splits() {}

  static List<Object> fromStart(String text, Bound arguments) {
    int most = most(arguments);
    Object separator = arguments.or(0, None.NONE);
    return separator instanceof None
        ? words(text, most)
        : parts(text, Searches.separator(Texts.text(separator)), most);
  }

  static List<Object> fromEnd(String text, Bound arguments) {
    int most = most(arguments);
    Object separator = arguments.or(0, None.NONE);
    if (separator instanceof None) {
      return lastWords(text, most);
    }
    String by = Searches.separator(Texts.text(separator));
    List<Object> parts = new ArrayList<>();
    String rest = text;
    for (int i = 0; i < most; i++) {
      int place = rest.lastIndexOf(by);
      if (place < 0) {
        break;
      }
      parts.add(rest.substring(place + by.length()));
      rest = rest.substring(0, place);
    }
    parts.add(rest);
    Collections.reverse(parts);
    return parts;
  }

  private static int most(Bound arguments) {
    int most = arguments.number(1, -1);
    return most < 0 ? Integer.MAX_VALUE : most;
  }

  private static List<Object> parts(String text, String by, int most) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < most; i++) {
      int place = text.indexOf(by, from);
      if (place < 0) {
        break;
      }
      parts.add(text.substring(from, place));
      from = place + by.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Object> words(String text, int most) {
    List<Object> words = new ArrayList<>();
    String rest = Spaces.stripStart(text);
    for (int i = 0; i < most && !rest.isEmpty(); i++) {
      int end = 0;
      while (end < rest.length() && !Spaces.is(rest.charAt(end))) {
        end++;
      }
      words.add(rest.substring(0, end));
      rest = Spaces.stripStart(rest.substring(end));
    }
    if (!rest.isEmpty()) {
      words.add(rest);
    }
    return words;
  }

  private static List<Object> lastWords(String text, int most) {
    List<Object> words = new ArrayList<>();
    String rest = Spaces.stripEnd(text);
    for (int i = 0; i < most && !rest.isEmpty(); i++) {
      int start = rest.length();
      while (start > 0 && !Spaces.is(rest.charAt(start - 1))) {
        start--;
      }
      words.add(rest.substring(start));
      rest = Spaces.stripEnd(rest.substring(0, start));
    }
    if (!rest.isEmpty()) {
      words.add(rest);
    }
    Collections.reverse(words);
    return words;
  }

  static List<Object> lines(String text, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if ("\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029".indexOf(text.charAt(i)) >= 0) {
        int end = text.startsWith("\r\n", i) ? i + 2 : i + 1;
        lines.add(text.substring(from, keepEnds ? end : i));
        from = end;
        i = end - 1;
      }
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }
}
