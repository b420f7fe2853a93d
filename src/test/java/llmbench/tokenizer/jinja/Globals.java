package llmbench.tokenizer.jinja;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The functions that every template has: jinja2's and those of transformers. */
final class Globals {

  private static final int MAX_RANGE = 100_000;

  private Globals() {}

  static Map<String, Callable> of(Supplier<LocalDateTime> now) {
    return Map.of(
        "self",
        leftOut("self"),
        "range",
        Globals::range,
        "dict",
        Globals::dict,
        "namespace",
        Namespace::of,
        "raise_exception",
        Globals::raise,
        "strftime_now",
        a -> Strftime.format(now.get(), a.bind("strftime_now", List.of("format"))),
        "lipsum",
        leftOut("lipsum"),
        "cycler",
        leftOut("cycler"),
        "joiner",
        leftOut("joiner"));
  }

  private static Callable leftOut(String name) {
    return arguments -> {
      throw JinjaException.unsupported("the function '" + name + "'");
    };
  }

  private static Object raise(Arguments arguments) {
    Object message = arguments.bind("raise_exception", List.of("message")).required(0);
    throw new JinjaException("the template itself says: " + Texts.str(message));
  }

  private static Object dict(Arguments arguments) {
    Map<Object, Object> dict =
        Dicts.copy(arguments.positional().isEmpty() ? Map.of() : arguments.positional().get(0));
    arguments.named().forEach(dict::put);
    return dict;
  }

  private static Object range(Arguments arguments) {
    List<Long> numbers = arguments.positional().stream().map(Numbers::whole).toList();
    if (numbers.isEmpty() || numbers.size() > 3 || !arguments.named().isEmpty()) {
      throw new JinjaException("range() takes one to three whole numbers");
    }
    long from = numbers.size() == 1 ? 0 : numbers.get(0);
    long to = numbers.size() == 1 ? numbers.get(0) : numbers.get(1);
    long step = numbers.size() == 3 ? numbers.get(2) : 1;
    if (step == 0) {
      throw new JinjaException("the step of range() must not be 0");
    }
    List<Object> items = new ArrayList<>();
    for (long i = from; step > 0 ? i < to : i > to; i += step) {
      items.add(i);
      if (items.size() > MAX_RANGE) {
        throw new JinjaException("range() is too big, maximum is " + MAX_RANGE);
      }
    }
    String printed = "range(" + from + ", " + to + (step == 1 ? "" : ", " + step) + ")";
    return new View("range", List.copyOf(items), printed);
  }
}
