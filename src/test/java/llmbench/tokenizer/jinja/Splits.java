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
    int end = text.length();
    for (int i = 0; i < most && end >= by.length(); i++) {
      int place = text.lastIndexOf(by, end - by.length());
      if (place < 0) {
        break;
      }
      parts.add(text.substring(place + by.length(), end));
      end = place;
    }
    parts.add(text.substring(0, end));
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
    int place = skipped(text, 0, true);
    while (place < text.length() && words.size() < most) {
      int end = skipped(text, place, false);
      words.add(text.substring(place, end));
      place = skipped(text, end, true);
    }
    if (place < text.length()) {
      words.add(text.substring(place));
    }
    return words;
  }

  private static List<Object> lastWords(String text, int most) {
    List<Object> words = new ArrayList<>();
    int place = skippedBack(text, text.length(), true);
    while (place > 0 && words.size() < most) {
      int start = skippedBack(text, place, false);
      words.add(text.substring(start, place));
      place = skippedBack(text, start, true);
    }
    if (place > 0) {
      words.add(text.substring(0, place));
    }
    Collections.reverse(words);
    return words;
  }

  /** The place behind all white space that begins here, or behind all that is none. */
  private static int skipped(String text, int from, boolean spaces) {
    int place = from;
    while (place < text.length() && Spaces.is(text.charAt(place)) == spaces) {
      place++;
    }
    return place;
  }

  private static int skippedBack(String text, int from, boolean spaces) {
    int place = from;
    while (place > 0 && Spaces.is(text.charAt(place - 1)) == spaces) {
      place--;
    }
    return place;
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
