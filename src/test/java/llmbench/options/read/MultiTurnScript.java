package llmbench.options.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Source;
import llmbench.options.syntax.Nearest;
import llmbench.options.table.ClientsOptions;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.TimeoutOptions;
import llmbench.options.table.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The command line of vLLM's {@code benchmark_serving_multi_turn.py}, a third dialect: its options
 * are read by its own names, and then are options of {@code vllm bench serve} and settings of ours.
 *
 * <p>Source: {@code main()} of benchmarks/multi_turn/benchmark_serving_multi_turn.py. Why it is no
 * tool of its own: docs/decisions/0029-a-third-dialect.md.
 */
final class MultiTurnScript {

  /** The script's file. */
  static final String NAME = "benchmark_serving_multi_turn.py";

  private static final String MODEL = "model";
  private static final String URL = "url";
  private static final String BASE_URL = "base-url";
  private static final String HEADER = "header";

  /** What it does by itself, which is said otherwise here. */
  private static final Map<String, String> STANDARDS =
      Map.of(
          BASE_URL,
          "http://localhost:8000",
          "backend",
          "openai-chat",
          "endpoint",
          "/v1/chat/completions",
          TimeoutOptions.TOTAL,
          "120");

  private static final ValueType PAIR =
      new ValueType(
          "NAME=VALUE or 'NAME: VALUE', NAME that of an HTTP header",
          text -> ValueType.HEADER.fits().test(pair(text)),
          MultiTurnScript::pair);

  /** Names that its options have here, where these are others. */
  private static final Map<String, String> RENAMED =
      Map.of(
          URL,
          BASE_URL,
          "api-key",
          HEADER,
          "request-rate",
          ClientsOptions.RATE,
          "no-stream",
          ClientsOptions.WHOLE_ANSWERS,
          "request-timeout-sec",
          TimeoutOptions.TOTAL);

  private static final Map<String, String> SHORT =
      Map.of(
          "-i",
          ClientsOptions.INPUT_FILE,
          "-o",
          "output-file",
          "-m",
          MODEL,
          "-u",
          URL,
          "-p",
          ClientsOptions.NUM_CLIENTS,
          "-k",
          ClientsOptions.ACTIVE,
          "-n",
          ClientsOptions.MAX_REQUESTS,
          "-e",
          "excel-output",
          "-v",
          "verbose");

  /** Its options, as its parser defines them. */
  private static final List<Option> OPTIONS =
      Stream.concat(
              ClientsOptions.OURS.stream().filter(option -> !isOnlyOurs(option.name())),
              Stream.of(
                  Option.one(MODEL, ValueType.NAME),
                  Option.one("served-model-name", ValueType.TEXT),
                  Option.one(URL, ValueType.TEXT),
                  Option.one("api-key", ValueType.TEXT),
                  Option.one(HEADER, PAIR),
                  Option.one("seed", ValueType.wholeBetween(0, 0xFFFF_FFFFL)),
                  Option.one("request-rate", ValueType.NOT_NEGATIVE),
                  Option.flag("no-stream"),
                  Option.one("request-timeout-sec", ValueType.wholeFrom(1)),
                  Option.flag("trust-remote-code"),
                  Option.flag("verbose").harmless("requests.jsonl has what it prints of each"),
                  Option.flag("print-content").harmless("no text of a request is printed here"),
                  refused(
                      Option.flag("verify-output"),
                      "answers aren't compared with the file's; leave it out"),
                  refused(
                      Option.flag("excel-output"),
                      "no Excel file is written; requests.csv has a line a request"),
                  refused(
                      Option.one("stats-json-output", ValueType.PATH),
                      "requests.csv in the run's directory has a line a request; leave it out"),
                  refused(
                      Option.one("output-file", ValueType.PATH),
                      "answers aren't kept, only their times; leave it out")))
          .toList();

  private final ToolVersion compat;
  private final Problems problems;
  private final Source source = new Source.BenchLine();

  MultiTurnScript(ToolVersion compat, Problems problems) {
    this.compat = compat;
    this.problems = problems;
  }

  private static Option refused(Option option, String why) {
    return option.notYet(why);
  }

  /** Settings of ours that stand for options of its with other names. */
  private static boolean isOnlyOurs(String name) {
    return RENAMED.containsValue(name);
  }

  /** Whether it has an option of that name. */
  static boolean has(String name) {
    return OPTIONS.stream().anyMatch(option -> option.name().equals(name));
  }

  /** What its words ask for, by our names, with what it does by itself. */
  List<Given> read(List<String> argv) {
    List<Given> given = new ArrayList<>();
    STANDARDS.forEach((name, value) -> given.add(standard(name, value)));
    List<Given> headers = new ArrayList<>();
    List<Given> words = new ArgvReader(new Flags(), source, problems).read(argv);
    for (Given each : words) {
      Given ours = translated(each);
      if (ours != null) {
        (ours.option().name().equals(HEADER) ? headers : given).add(ours);
      }
    }
    if (!headers.isEmpty()) {
      given.add(together(headers));
    }
    boolean named = has(words, MODEL);
    if (has(words, ClientsOptions.INPUT_FILE) && named) {
      // All of the file.
      given.add(standard(PromptOptions.NUMBER, "0"));
    }
    return given;
  }

  private boolean has(List<Given> words, String name) {
    boolean has = words.stream().anyMatch(each -> each.option().name().equals(name));
    if (!has) {
      problems.add(source.shown("--" + name, null), "missing; " + NAME + " needs it");
    }
    return has;
  }

  private Given standard(String name, String value) {
    return new Given(option(name), "--" + name, source, List.of(value));
  }

  private Option option(String name) {
    return Objects.requireNonNull(Catalog.findSetting(compat, name), name);
  }

  /** As an option of ours; null where nothing comes of it. */
  private @Nullable Given translated(Given given) {
    String name = given.option().name();
    if (given.option().support() == Option.Support.NOT_YET && !given.option().note().isEmpty()) {
      problems.add(given, "not honoured here: " + given.option().note());
      return null;
    }
    if (given.option().support() == Option.Support.HARMLESS) {
      return null;
    }
    String misfit = given.misfit();
    if (misfit != null) {
      problems.add(given, misfit);
      return null;
    }
    List<String> words =
        switch (name) {
          case HEADER -> List.of(pair(given.word()));
          case "api-key" -> List.of("Authorization=Bearer " + given.word());
          default -> given.words();
        };
    return given.as(option(RENAMED.getOrDefault(name, name)), words);
  }

  /** One option that takes many, of one that comes again; the key goes last, as in the script. */
  private static Given together(List<Given> headers) {
    Predicate<Given> isKey = each -> each.flag().contains("api");
    List<String> words =
        Stream.concat(headers.stream().filter(isKey.negate()), headers.stream().filter(isKey))
            .flatMap(each -> each.words().stream())
            .toList();
    return headers.get(0).as(headers.get(0).option(), words);
  }

  /** {@code parse_custom_header}: by the colon, or else by the equals sign. */
  private static String pair(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? text
        : text.substring(0, colon).strip() + "=" + text.substring(colon + 1).strip();
  }

  /** Its options by their names. */
  private static final class Flags implements KnownFlags {

    @Override
    public @Nullable Option exactly(String name) {
      return OPTIONS.stream()
          .filter(option -> option.name().equals(FlagNames.dashed(name)))
          .findFirst()
          .orElse(null);
    }

    @Override
    public @Nullable String ofShort(String flag) {
      return SHORT.get(flag);
    }

    @Override
    public List<String> beginning(String name) {
      return names().filter(each -> each.startsWith("--" + name)).toList();
    }

    @Override
    public String unknown(String name, String prefix) {
      List<String> names = names().map(each -> each.substring(2)).toList();
      return "no option of " + NAME + Nearest.question(name, names, prefix);
    }

    private static Stream<String> names() {
      return OPTIONS.stream().map(option -> "--" + option.name());
    }
  }
}
