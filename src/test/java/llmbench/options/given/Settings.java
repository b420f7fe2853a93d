package llmbench.options.given;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import llmbench.options.ToolVersion;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/** The options that count, checked one by one: those given and the defaults of a version. */
public final class Settings {

  private static final int NANO_DIGITS = 9;

  private final ToolVersion compat;
  private final Map<String, Given> given;
  private final Set<String> broken = new HashSet<>();
  private final Problems problems;
  private final BiFunction<ToolVersion, String, @Nullable Option> known;

  /**
   * Keeps what was given by canonical name, and adds a problem for each value that won't do.
   *
   * @param known an option or a setting of ours that a version knows, by its full name
   */
  public Settings(
      ToolVersion compat,
      Map<String, Given> given,
      Problems problems,
      BiFunction<ToolVersion, String, @Nullable Option> known) {
    this.compat = compat;
    this.known = known;
    this.given = new LinkedHashMap<>(given);
    this.problems = problems;
    given.forEach(
        (name, each) -> {
          String wrong = wrongWith(each);
          if (wrong != null) {
            problems.add(each, wrong);
            broken.add(name);
            this.given.remove(name);
          }
        });
  }

  public ToolVersion compat() {
    return compat;
  }

  /** Whether an option was given at all, well or not. */
  public boolean isGiven(String name) {
    return given.containsKey(name) || broken.contains(name);
  }

  /** Whether an option was given well by somebody, not only by the reference run. */
  public boolean isAsked(String name) {
    Given one = given.get(name);
    return one != null && !(one.source() instanceof Source.ReferenceRun);
  }

  /** Whether an option, if it was given well, was written so. */
  public boolean isWritten(String name, String flag) {
    Given one = given.get(name);
    return one == null || one.flag().equals(flag);
  }

  /** Whether an option was given under the other tool's name. */
  public boolean isForeign(String name) {
    Given one = given.get(name);
    return one != null && !one.written().option().isKnownTo(compat);
  }

  /** How an option was given, to name it in a problem; its default when it wasn't. */
  public String shown(String name) {
    Given one = given.get(name);
    return one != null ? one.shown() : "--" + name + " " + text(name) + " (by default)";
  }

  /**
   * What an option is called in an advice: as it was given; one that wasn't, as the tool's others
   * are given here.
   */
  public String called(String name) {
    Given one = given.get(name);
    if (one != null) {
      return one.flag();
    }
    return given.values().stream().anyMatch(Settings::isOnLine)
        ? "--" + name
        : "-D" + Sources.PREFIX + name;
  }

  private static boolean isOnLine(Given one) {
    return !(one.source() instanceof Source.ReferenceRun) && one.flag().startsWith("--");
  }

  /**
   * All that was given well, in one spelling and in the order of the names.
   *
   * @param counted whether an option of this name is among it
   */
  public String said(Predicate<String> counted) {
    return given.entrySet().stream()
        .filter(each -> counted.test(each.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(each -> each.getKey() + "=" + normal(each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> normal(Given one) {
    return one.words().stream().map(one.option().type().normal()).toList();
  }

  /** Adds a problem that only several options together show, unless one of them is broken. */
  public void problem(String about, String wrong, String... names) {
    if (broken.stream().noneMatch(Set.of(names)::contains)) {
      problems.add(shown(about), wrong);
    }
  }

  /** The value of an option in its one spelling; null when it has none. */
  public @Nullable String text(String name) {
    Given one = given.get(name);
    if (one != null && !one.option().arity().isMany()) {
      return one.option().type().normal().apply(one.words().get(0));
    }
    Option option = known.apply(compat, name);
    return option == null ? null : option.defaultIn(compat);
  }

  /** The value of an option that always has one. */
  public String required(String name) {
    return Objects.requireNonNull(text(name), name);
  }

  public int whole(String name) {
    return new BigInteger(required(name)).intValueExact();
  }

  public long wholeLong(String name) {
    return new BigInteger(required(name)).longValueExact();
  }

  /** A whole number; 0 in versions that don't know the option. */
  public int wholeOrZero(String name) {
    return text(name) == null ? 0 : whole(name);
  }

  public OptionalInt optionalWhole(String name) {
    return text(name) == null ? OptionalInt.empty() : OptionalInt.of(whole(name));
  }

  /** Seconds; empty when there are none. */
  public Optional<Duration> seconds(String name) {
    return Optional.ofNullable(text(name))
        .map(text -> new BigDecimal(text).movePointRight(NANO_DIGITS).longValue())
        .map(Duration::ofNanos);
  }

  public boolean isOn(String name) {
    return "true".equals(text(name));
  }

  /** The values of an option that takes many; empty when there are none. */
  public List<String> words(String name) {
    Given one = given.get(name);
    return one == null ? List.of() : one.words();
  }

  /** Its KEY=VALUE words, blanks around both cut off, a later one of the same key winning. */
  public Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words(name)) {
      int equals = word.indexOf('=');
      pairs.put(word.substring(0, equals).strip(), word.substring(equals + 1).strip());
    }
    return pairs;
  }

  private @Nullable String wrongWith(Given one) {
    Option option = one.option();
    String misfit = one.misfit();
    if (misfit != null) {
      boolean inPart = !option.choices().isEmpty() && !option.accepted().isEmpty();
      return inPart ? honouredAndOthers(option) : misfit;
    }
    if (!option.accepted().isEmpty() && !isAmong(option.accepted(), one)) {
      return "not honoured here: " + option.note();
    }
    if (option.support() == Option.Support.NOT_YET && !isDefault(one)) {
      return "not honoured here: " + option.note();
    }
    return null;
  }

  /** What to choose from where the tool knows more words than are honoured. */
  private String honouredAndOthers(Option option) {
    List<String> others = new ArrayList<>(option.choices());
    others.removeAll(option.accepted());
    String expected =
        "expected "
            + (option.accepted().size() > 1 ? "one of " : "")
            + String.join(", ", option.accepted());
    if (others.isEmpty()) {
      return expected;
    }
    return expected
        + "; "
        + compat.tool().command()
        + " also knows "
        + String.join(", ", others)
        + ", which aren't honoured here";
  }

  private boolean isDefault(Given one) {
    String value = one.option().defaultIn(compat);
    return value != null && isAmong(List.of(value), one);
  }

  private static boolean isAmong(List<String> values, Given one) {
    return values.stream().anyMatch(value -> one.option().type().same(value, one.words().get(0)));
  }
}
