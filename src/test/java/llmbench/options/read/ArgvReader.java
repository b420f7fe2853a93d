package llmbench.options.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Source;
import llmbench.options.syntax.Dashes;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a command line as Python's argparse does, under vLLM's FlexibleArgumentParser:
 * {@code --flag=value}, underscores for dashes, unambiguous beginnings of flags, negative numbers
 * as values, any number of values up to the next flag, {@code --json-flag.key value}.
 */
final class ArgvReader {

  /** argparse, {@code _negative_number_matcher}. */
  static final Pattern NEGATIVE = Pattern.compile("-\\d+|-\\d*\\.\\d+");

  /** A limit as goodput takes it, whatever its metric: its values end at the first other word. */
  private static final Pattern LIMIT = Pattern.compile("\\w*:[\\w.+-]*");

  /** How API keys and tokens begin. */
  static final Pattern SECRET = Pattern.compile("(?i)sk-|hf_|bearer");

  private static final Pattern FLAG = Pattern.compile("--?[A-Za-z][\\w-]*");

  private final KnownFlags names;
  private final Problems problems;
  private final Source source;
  private final List<Given> found = new ArrayList<>();
  private final DottedJson dotted = new DottedJson();
  private List<String> words = List.of();
  private int next;

  ArgvReader(KnownFlags names, Source source, Problems problems) {
    this.names = names;
    this.source = source;
    this.problems = problems;
  }

  /** The options given, in order. */
  List<Given> read(List<String> argv) {
    words = argv.stream().map(this::withPlainDashes).toList();
    next = 0;
    while (next < words.size()) {
      String word = words.get(next++);
      if (!isFlag(word) || word.equals("--")) {
        stray(word);
      } else {
        flag(word);
      }
    }
    found.addAll(dotted.given(source));
    return List.copyOf(found);
  }

  /** A known flag behind a typographic dash is said, and read as what it was meant to be. */
  private String withPlainDashes(String word) {
    Optional<String> plain =
        Dashes.plain(word)
            .filter(flag -> names.exactly(FlagNames.dashed(flag.substring(2))) != null);
    if (plain.isEmpty()) {
      return word;
    }
    String name = plain.get().substring(2);
    int at = word.indexOf(name);
    problems.add(source.shown(word.substring(0, at) + name, null), Dashes.problem(plain.get()));
    return plain.get() + word.substring(at + name.length());
  }

  private void flag(String word) {
    int equals = word.indexOf('=');
    String flag = equals < 0 ? word : word.substring(0, equals);
    String explicit = equals < 0 ? null : word.substring(equals + 1);
    int dot = flag.indexOf('.');
    String full = fullName(dot < 0 ? flag : flag.substring(0, dot));
    Option option = full == null ? null : names.exactly(full);
    if (full == null || option == null) {
      values(null);
    } else if (dot >= 0) {
      dotted(option, flag, explicit);
    } else if (option.arity().isSwitch()) {
      switched(option, flag, full.equals(option.name()), explicit);
    } else {
      valued(option, flag, explicit);
    }
  }

  /** The full name of a flag; null, and a problem, when there is none or more than one. */
  private @Nullable String fullName(String flag) {
    String shortOne = names.ofShort(flag);
    if (shortOne != null) {
      return shortOne;
    }
    String name = flag.startsWith("--") ? FlagNames.dashed(flag.substring(2)) : "";
    if (names.exactly(name) != null) {
      return name;
    }
    List<String> beginning = name.isEmpty() ? List.of() : names.beginning(name);
    if (beginning.size() == 1) {
      return beginning.get(0).substring(2);
    }
    String shown = source.shown(FLAG.matcher(flag).matches() ? flag : firstOf(flag), null);
    if (beginning.isEmpty()) {
      problems.add(shown, names.unknown(flag.replaceFirst("^-+", ""), "--"));
    } else {
      problems.add(shown, "ambiguous, could be " + String.join(", ", beginning));
    }
    return null;
  }

  private void switched(Option option, String flag, boolean on, @Nullable String explicit) {
    if (explicit != null) {
      problems.add(source.shown(flag, null), "takes no value; leave out what follows the =");
      return;
    }
    found.add(new Given(option, flag, source, List.of(String.valueOf(on))));
  }

  private void valued(Option option, String flag, @Nullable String explicit) {
    List<String> values = explicit != null ? List.of(explicit) : values(option);
    if (values.isEmpty() && option.arity() != Option.Arity.ANY) {
      problems.add(
          source.shown(flag, null), "no value follows; expected " + option.type().expected());
      return;
    }
    found.add(new Given(option, flag, source, values));
  }

  private void dotted(Option option, String flag, @Nullable String explicit) {
    if (!option.isJson()) {
      problems.add(source.shown(flag, null), "only options that take JSON have keys after a dot");
      values(null);
    } else if (explicit == null && next == words.size()) {
      problems.add(source.shown(flag, null), "no value follows; expected the value of that key");
    } else {
      String value = explicit != null ? explicit : words.get(next++);
      dotted.put(option, flag.substring(flag.indexOf('.') + 1), value);
    }
  }

  /** The values that follow; for an unknown flag all words up to the next flag. */
  private List<String> values(@Nullable Option option) {
    boolean single = option != null && !option.arity().isMany();
    List<String> values = new ArrayList<>();
    while (next < words.size() && !isFlag(words.get(next)) && !(single && values.size() == 1)) {
      String word = words.get(next);
      if (option != null
          && option.type().equals(ValueType.GOODPUT)
          && !values.isEmpty()
          && !LIMIT.matcher(word).matches()) {
        break;
      }
      values.add(word);
      next++;
    }
    return values;
  }

  private void stray(String word) {
    problems.add(
        source.shown(firstOf(word), null),
        "belongs to no option; quote values that hold blanks, and leave out pipes and redirects");
  }

  /** A word where it can be shown: it may be a secret that lost its flag. */
  static String firstOf(String word) {
    boolean harmless = word.matches("[\\w ./>|&;-]{1,12}") && !SECRET.matcher(word).lookingAt();
    return harmless ? "'" + word + "'" : "a word that isn't shown";
  }

  /** argparse, {@code _parse_optional}: a word with a blank is a flag only if it is a known one. */
  private boolean isFlag(String word) {
    if (word.length() < 2 || word.charAt(0) != '-' || NEGATIVE.matcher(word).matches()) {
      return false;
    }
    if (!word.contains(" ")) {
      return true;
    }
    String name = word.replaceFirst("^--", "").replaceFirst("(?s)[.=].*", "");
    return word.startsWith("--") && !names.beginning(name).isEmpty();
  }
}
