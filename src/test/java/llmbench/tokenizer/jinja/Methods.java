package llmbench.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import llmbench.options.syntax.PythonText;

/** The methods of Python's texts, which count code points. */
final class Methods {

  private interface OfText {
    Object apply(String text, Bound arguments);
  }

  private record Method(List<String> parameters, OfText body) {}

  private static final List<String> SEARCH = List.of("sub", "start", "end");

  private static final Map<String, Method> KNOWN =
      Map.ofEntries(
          method("capitalize", (text, a) -> Cases.capitalized(text)),
          method("casefold", (text, a) -> Cases.folded(text)),
          method("count", SEARCH, (text, a) -> (long) Searches.count(text, a)),
          method("endswith", SEARCH, (text, a) -> Searches.edge(text, a, false)),
          method("find", SEARCH, (text, a) -> (long) Searches.find(text, a, false)),
          method("index", SEARCH, (text, a) -> (long) Searches.found(text, a, false)),
          method("isalnum", (text, a) -> all(text, Cases::isAlphanumeric)),
          method("isalpha", (text, a) -> all(text, Character::isLetter)),
          method("isascii", (text, a) -> text.chars().allMatch(c -> c < 0x80)),
          method("isdecimal", (text, a) -> all(text, Character::isDigit)),
          method("isdigit", (text, a) -> all(text, Cases::isDigit)),
          method("islower", (text, a) -> Cases.isCased(text, false)),
          method("isprintable", (text, a) -> text.codePoints().allMatch(PythonText::isPrintable)),
          method("isspace", (text, a) -> all(text, Spaces::is)),
          method("istitle", (text, a) -> Cases.isTitled(text)),
          method("isupper", (text, a) -> Cases.isCased(text, true)),
          method("join", List.of("iterable"), (text, a) -> joined(text, a.required(0))),
          method("ljust", List.of("width", "fill"), (text, a) -> Padding.left(text, a)),
          method("lower", (text, a) -> Cases.lower(text)),
          method("lstrip", List.of("chars"), (text, a) -> Searches.strip(text, a, true, false)),
          method("partition", List.of("sep"), (text, a) -> Searches.partition(text, a, false)),
          method(
              "removeprefix",
              List.of("prefix"),
              (text, a) -> text.startsWith(a.text(0)) ? text.substring(a.text(0).length()) : text),
          method("removesuffix", List.of("suffix"), (text, a) -> withoutSuffix(text, a.text(0))),
          method(
              "replace",
              List.of("old", "new", "count"),
              (text, a) -> Searches.replace(text, a.text(0), a.text(1), a.number(2, -1))),
          method("rfind", SEARCH, (text, a) -> (long) Searches.find(text, a, true)),
          method("rindex", SEARCH, (text, a) -> (long) Searches.found(text, a, true)),
          method("rjust", List.of("width", "fill"), (text, a) -> Padding.right(text, a)),
          method("rpartition", List.of("sep"), (text, a) -> Searches.partition(text, a, true)),
          method("rsplit", List.of("sep", "maxsplit"), (text, a) -> Splits.fromEnd(text, a)),
          method("rstrip", List.of("chars"), (text, a) -> Searches.strip(text, a, false, true)),
          method("split", List.of("sep", "maxsplit"), (text, a) -> Splits.fromStart(text, a)),
          method("splitlines", List.of("keepends"), (text, a) -> Splits.lines(text, a.flag(0))),
          method("startswith", SEARCH, (text, a) -> Searches.edge(text, a, true)),
          method("strip", List.of("chars"), (text, a) -> Searches.strip(text, a, true, true)),
          method("swapcase", (text, a) -> Cases.swapped(text)),
          method("title", (text, a) -> Cases.titled(text)),
          method("upper", (text, a) -> Cases.upper(text)),
          method("center", List.of("width", "fill"), (text, a) -> Padding.center(text, a)),
          method("zfill", List.of("width"), (text, a) -> Padding.zeros(text, a)));

  private static final Set<String> LEFT_OUT =
      Set.of(
          "encode",
          "expandtabs",
          "format",
          "format_map",
          "isidentifier",
          "isnumeric",
          "maketrans",
          "translate");

  private Methods() {}

  private static Map.Entry<String, Method> method(String name, OfText body) {
    return method(name, List.of(), body);
  }

  private static Map.Entry<String, Method> method(
      String name, List<String> parameters, OfText body) {
    return Map.entry(name, new Method(parameters, body));
  }

  static Optional<Object> ofText(String text, String name) {
    if (LEFT_OUT.contains(name)) {
      throw JinjaException.unsupported("Python's str." + name);
    }
    Method method = KNOWN.get(name);
    return method == null
        ? Optional.empty()
        : Attributes.method(name, method.parameters(), a -> method.body().apply(text, a));
  }

  private static boolean all(String text, IntPredicate each) {
    return !text.isEmpty() && text.codePoints().allMatch(each);
  }

  private static String withoutSuffix(String text, String suffix) {
    return !suffix.isEmpty() && text.endsWith(suffix)
        ? text.substring(0, text.length() - suffix.length())
        : text;
  }

  private static String joined(String separator, Object items) {
    List<String> texts = new ArrayList<>();
    Values.iterator(items).forEachRemaining(item -> texts.add(Texts.text(item)));
    return String.join(separator, texts);
  }

  /** Characters, as one text. */
  static String joined(List<Object> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  /** {@code list.index}. */
  static Object index(List<?> list, Bound arguments) {
    if (arguments.has(1)) {
      throw JinjaException.unsupported("list.index with a start");
    }
    for (int i = 0; i < list.size(); i++) {
      if (Comparisons.equal(list.get(i), arguments.required(0))) {
        return (long) i;
      }
    }
    throw new JinjaException(Texts.repr(arguments.required(0)) + " is not in the list");
  }
}
