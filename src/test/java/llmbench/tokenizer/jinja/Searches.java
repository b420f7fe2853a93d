package llmbench.tokenizer.jinja;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** What Python's texts find and take away. */
final class Searches {

  /** A part of a text: it is looked for only there. */
  private record Part(String whole, int from, int to) {

    /** As the arguments 1 and 2 of a method have it, in code points. */
    static Part of(String text, Bound arguments) {
      int size = Values.length(text);
      int from = place(arguments, 1, 0, size);
      int to = place(arguments, 2, size, size);
      return new Part(text, from, to);
    }

    private static int place(Bound arguments, int index, int standard, int size) {
      Object given = arguments.or(index, None.NONE);
      int place = given instanceof None ? standard : Numbers.index(given);
      return place < 0 ? Math.max(0, place + size) : place;
    }

    boolean isThere() {
      return from <= to && from <= Values.length(whole);
    }

    String text() {
      int end = Math.min(to, Values.length(whole));
      int start = whole.offsetByCodePoints(0, from);
      return whole.substring(start, whole.offsetByCodePoints(0, Math.max(from, end)));
    }
  }

  private Searches() {}

  /** The place in code points, or -1. */
  static int find(String text, Bound arguments, boolean last) {
    String wanted = arguments.text(0);
    Part part = Part.of(text, arguments);
    if (!part.isThere()) {
      return -1;
    }
    String within = part.text();
    int place = last ? within.lastIndexOf(wanted) : within.indexOf(wanted);
    return place < 0 ? -1 : part.from() + within.codePointCount(0, place);
  }

  static int found(String text, Bound arguments, boolean last) {
    int place = find(text, arguments, last);
    if (place < 0) {
      throw new JinjaException("the text looked for by " + arguments.function() + "() isn't there");
    }
    return place;
  }

  static int count(String text, Bound arguments) {
    String wanted = arguments.text(0);
    Part part = Part.of(text, arguments);
    if (!part.isThere()) {
      return 0;
    }
    String within = part.text();
    if (wanted.isEmpty()) {
      return Values.length(within) + 1;
    }
    int count = 0;
    for (int i = within.indexOf(wanted); i >= 0; i = within.indexOf(wanted, i + wanted.length())) {
      count++;
    }
    return count;
  }

  /** {@code startswith} and {@code endswith}, of one text or any of several. */
  static boolean edge(String text, Bound arguments, boolean start) {
    Part part = Part.of(text, arguments);
    Object wanted = arguments.required(0);
    List<String> any =
        wanted instanceof Tuple tuple
            ? tuple.stream().map(Texts::text).toList()
            : List.of(Texts.text(wanted));
    if (!part.isThere()) {
      return false;
    }
    Predicate<String> fits = start ? part.text()::startsWith : part.text()::endsWith;
    return any.stream().anyMatch(fits);
  }

  static String replace(String text, String old, String by, int count) {
    if (count < 0) {
      return old.isEmpty() ? between(text, by, Integer.MAX_VALUE) : text.replace(old, by);
    }
    if (old.isEmpty()) {
      return between(text, by, count);
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int i = 0; i < count; i++) {
      int place = text.indexOf(old, from);
      if (place < 0) {
        break;
      }
      out.append(text, from, place).append(by);
      from = place + old.length();
    }
    return out.append(text.substring(from)).toString();
  }

  private static String between(String text, String by, int count) {
    StringBuilder out = new StringBuilder();
    int left = count;
    for (Object character : Values.list(text)) {
      out.append(left-- > 0 ? by : "").append(character);
    }
    return out.append(left > 0 ? by : "").toString();
  }

  /** Without the characters of argument 0, or white space, at these ends. */
  static String strip(String text, Bound arguments, boolean start, boolean end) {
    Object chars = arguments.or(0, None.NONE);
    IntPredicate dropped =
        chars instanceof None ? Spaces::is : c -> Texts.text(chars).indexOf(c) >= 0;
    return strip(text, dropped, start, end);
  }

  static String strip(String text, IntPredicate dropped, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && dropped.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (end && to > from && dropped.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  static Tuple partition(String text, Bound arguments, boolean last) {
    String separator = separator(arguments.text(0));
    int place = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (place < 0) {
      return new Tuple(last ? List.of("", "", text) : List.of(text, "", ""));
    }
    return new Tuple(
        List.of(text.substring(0, place), separator, text.substring(place + separator.length())));
  }

  static String separator(String text) {
    if (text.isEmpty()) {
      throw new JinjaException("the separator is empty");
    }
    return text;
  }
}
