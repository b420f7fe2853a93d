package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The filters that make a text of anything. */
final class TextFilters {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
  private static final Pattern WORD_START =
      Pattern.compile("[-" + Spaces.CLASS.substring(1, Spaces.CLASS.length() - 1) + "({\\[<]+");

  private TextFilters() {}

  static void addTo(Map<String, Filters.Filter> all) {
    Filters.add(all, "capitalize", List.of(), (value, a) -> Cases.capitalized(soft(value)));
    Filters.add(all, "center", List.of("width"), (value, a) -> centered(soft(value), a));
    Filters.add(
        all,
        "indent",
        List.of("width", "first", "blank"),
        (value, a) -> indented(Texts.text(value), a));
    Filters.add(all, "lower", List.of(), (value, a) -> Cases.lower(soft(value)));
    Filters.add(
        all,
        "replace",
        List.of("old", "new", "count"),
        (value, a) ->
            Searches.replace(soft(value), soft(a.required(0)), soft(a.required(1)), count(a)));
    Filters.add(all, "safe", List.of(), (value, a) -> new Markup(soft(value)));
    Filters.add(all, "string", List.of(), (value, a) -> soft(value));
    Filters.add(all, "title", List.of(), (value, a) -> titled(soft(value)));
    Filters.add(all, "tojson", Json.PARAMETERS, Json::of);
    Filters.add(
        all, "trim", List.of("chars"), (value, a) -> Searches.strip(soft(value), a, true, true));
    Filters.add(all, "upper", List.of(), (value, a) -> Cases.upper(soft(value)));
    Filters.add(
        all, "wordcount", List.of(), (value, a) -> WORD.matcher(soft(value)).results().count());
  }

  private static String soft(Object value) {
    return value instanceof Markup ? Texts.text(value) : Texts.str(value);
  }

  private static int count(Bound arguments) {
    return arguments.or(2, None.NONE) instanceof None ? -1 : arguments.number(2, -1);
  }

  private static String centered(String text, Bound arguments) {
    Object width = arguments.or(0, 80L);
    return Padding.center(text, new Bound("center", List.of("width", "fill"), two(width)));
  }

  private static List<Object> two(Object width) {
    return List.of(width, " ");
  }

  /** Not as Python's method: words are what blanks, dashes and opening brackets separate. */
  private static String titled(String text) {
    StringBuilder out = new StringBuilder();
    Matcher starts = WORD_START.matcher(text);
    int from = 0;
    while (starts.find()) {
      out.append(word(text.substring(from, starts.start()))).append(word(starts.group()));
      from = starts.end();
    }
    return out.append(word(text.substring(from))).toString();
  }

  private static String word(String word) {
    if (word.isEmpty()) {
      return word;
    }
    int first = word.offsetByCodePoints(0, 1);
    return Cases.upper(word.substring(0, first)) + Cases.lower(word.substring(first));
  }

  private static String indented(String text, Bound arguments) {
    Object width = arguments.or(0, 4L);
    String by =
        width instanceof String given ? given : " ".repeat(Math.max(0, Numbers.index(width)));
    List<String> lines = new ArrayList<>();
    Splits.lines(text + "\n", false).forEach(line -> lines.add((String) line));
    String first = lines.remove(0);
    boolean blank = arguments.flag(2);
    String rest =
        lines.stream()
            .map(line -> "\n" + (blank || !line.isEmpty() ? by : "") + line)
            .collect(Collectors.joining());
    return (arguments.flag(1) ? by : "") + first + rest;
  }
}
