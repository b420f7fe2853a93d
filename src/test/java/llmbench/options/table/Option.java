package llmbench.options.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;

/**
 * One option of a tool, as the tool's own parser defines it, and what we do with it.
 *
 * <p>Built by its own methods, each of which returns a new occurrence, so that a table of options
 * reads as one line each. It is known to every version of its tool, with the same default, unless a
 * line says since or until which one.
 *
 * @param name without dashes in front
 * @param arity how many words follow it
 * @param type what each word may be
 * @param compats the versions that know it
 * @param defaults its default by version; none where the tool has none
 * @param choices the words that the tool takes; empty where it takes any
 * @param support what we do with it
 * @param accepted the words of it that we honour; empty for all that the tool takes
 * @param note what it does here, or why it isn't honoured
 * @param sameAs the option that it is another name of
 */
public record Option(
    String name,
    Arity arity,
    ValueType type,
    Set<ToolVersion> compats,
    Map<ToolVersion, String> defaults,
    List<String> choices,
    Support support,
    List<String> accepted,
    String note,
    @Nullable String sameAs) {

  private static final Set<String> SECRETS =
      Set.of(
          "header",
          "headers",
          "base-url",
          "base-urls",
          "url",
          "proxy",
          "extra-body",
          "extra-args",
          "query-template");

  /** How many words follow an option. */
  public enum Arity {
    /** None: it switches something on. */
    FLAG,
    /** None: {@code --x} switches on, {@code --no-x} off. */
    ON_OFF,
    /** Exactly one. */
    ONE,
    /** All up to the next option. */
    ANY,
    /** Likewise, but at least one. */
    SOME;

    public boolean isSwitch() {
      return this == FLAG || this == ON_OFF;
    }

    public boolean isMany() {
      return this == ANY || this == SOME;
    }
  }

  /** What we do with an option. */
  public enum Support {
    /** What it says is done. */
    HONOURED,
    /** Taken as it is: what it changes in the tool has no counterpart here. */
    HARMLESS,
    /** Only its default is taken. */
    NOT_YET
  }

  public Option {
    compats = Set.copyOf(compats);
    defaults = Map.copyOf(defaults);
    choices = List.copyOf(choices);
    accepted = List.copyOf(accepted);
  }

  /** An option of vLLM bench, in every version, with one value. */
  public static Option one(String name, ValueType type) {
    return of(name, Arity.ONE, type);
  }

  /** An option with one of some words. */
  public static Option choice(String name, String... choices) {
    List<String> words = List.of(choices);
    return one(name, ValueType.oneOf(words)).with(words, List.of());
  }

  /** A switch, off by default. */
  public static Option flag(String name) {
    return of(name, Arity.FLAG, ValueType.SWITCH).byDefault("false");
  }

  /** A switch with a {@code --no-} form, neither by default. */
  public static Option onOff(String name) {
    return of(name, Arity.ON_OFF, ValueType.SWITCH);
  }

  /** An option with any number of values. */
  public static Option any(String name, ValueType type) {
    return of(name, Arity.ANY, type);
  }

  /** An option with one or more values. */
  public static Option some(String name, ValueType type) {
    return of(name, Arity.SOME, type);
  }

  private static Option of(String name, Arity arity, ValueType type) {
    return new Option(
        name,
        arity,
        type,
        Set.copyOf(ToolVersion.Tool.VLLM.versions()),
        Map.of(),
        List.of(),
        Support.NOT_YET,
        List.of(),
        "",
        null);
  }

  /** Known to every version of these tools, and to no other's. */
  public Option of(ToolVersion.Tool... tools) {
    return knownWhere(
        List.of(ToolVersion.values()), version -> List.of(tools).contains(version.tool()));
  }

  /** Not known to the versions of that tool before this one. */
  public Option since(ToolVersion first) {
    return knownWhere(compats, version -> version.tool() != first.tool() || version.atLeast(first));
  }

  /** Not known to that version and later ones of its tool: it took the option away. */
  public Option until(ToolVersion gone) {
    return knownWhere(compats, version -> !isFrom(version, gone));
  }

  private Option knownWhere(Collection<ToolVersion> all, Predicate<ToolVersion> known) {
    Set<ToolVersion> versions = all.stream().filter(known).collect(Collectors.toSet());
    return with(versions, defaultsWhere(versions::contains));
  }

  /** Its default in every version that knows it. */
  public Option byDefault(String value) {
    return with(compats, defaultsWith(version -> true, value));
  }

  /** Its default in that version and later ones of its tool: it changed there. */
  public Option byDefaultSince(ToolVersion first, String value) {
    return with(compats, defaultsWith(version -> isFrom(version, first), value));
  }

  /** It has no default any more in that version and later ones of its tool. */
  public Option noDefaultSince(ToolVersion first) {
    return with(compats, defaultsWhere(version -> !isFrom(version, first)));
  }

  private static boolean isFrom(ToolVersion version, ToolVersion first) {
    return version.tool() == first.tool() && version.atLeast(first);
  }

  private Map<ToolVersion, String> defaultsWhere(Predicate<ToolVersion> kept) {
    Map<ToolVersion, String> some = new HashMap<>(defaults);
    some.keySet().removeIf(kept.negate());
    return some;
  }

  private Map<ToolVersion, String> defaultsWith(Predicate<ToolVersion> where, String value) {
    Map<ToolVersion, String> all = new HashMap<>(defaults);
    compats.stream().filter(where).forEach(version -> all.put(version, value));
    return all;
  }

  /** Honoured; the note says what it does here. */
  public Option honoured(String what) {
    return as(Support.HONOURED, what);
  }

  /** Taken as it is; the note says why it changes nothing. */
  public Option harmless(String why) {
    return as(Support.HARMLESS, why);
  }

  /** Known, not honoured; the note says why or when. */
  public Option notYet(String why) {
    return as(Support.NOT_YET, why);
  }

  /** Only these words of it. */
  public Option accepting(String... words) {
    return with(choices, List.of(words));
  }

  /** The words that the tool takes. */
  public Option choosing(String... words) {
    return with(List.of(words), accepted);
  }

  /** Another name of an option. */
  public Option sameAs(String other) {
    return new Option(
        name, arity, type, compats, defaults, choices, support, accepted, note, other);
  }

  /** The name under which its value counts. */
  public String canonical() {
    return sameAs == null ? name : sameAs;
  }

  public boolean isKnownTo(ToolVersion compat) {
    return compats.contains(compat);
  }

  /** Its default in a version; null where it has none. */
  public @Nullable String defaultIn(ToolVersion compat) {
    return defaults.get(compat);
  }

  /** Every flag of a command line that means it. */
  public List<String> flags() {
    List<String> flags = new ArrayList<>(List.of("--" + name));
    if (arity == Arity.ON_OFF) {
      flags.add("--no-" + name);
    }
    if (name.equals("number")) {
      flags.add("-n");
    }
    return flags;
  }

  /** Whether its values may hold secrets. */
  public boolean isSecret() {
    return SECRETS.contains(name) || name.endsWith("api-key");
  }

  /** Whether its value can be given key by key, after a dot. */
  public boolean isJson() {
    return type.equals(ValueType.JSON) || type.equals(ValueType.JSON_OBJECT);
  }

  private Option as(Support as, String why) {
    return new Option(name, arity, type, compats, defaults, choices, as, accepted, why, sameAs);
  }

  private Option with(Set<ToolVersion> versions, Map<ToolVersion, String> standards) {
    return new Option(
        name, arity, type, versions, standards, choices, support, accepted, note, sameAs);
  }

  private Option with(List<String> words, List<String> takenWords) {
    return new Option(
        name, arity, type, compats, defaults, words, support, takenWords, note, sameAs);
  }
}
