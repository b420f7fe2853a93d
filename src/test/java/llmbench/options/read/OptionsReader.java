package llmbench.options.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.options.Injector;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Given;
import llmbench.options.given.Level;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Settings;
import llmbench.options.given.Source;
import llmbench.options.given.Sources;
import llmbench.options.read.PropertyReader.Setting;
import llmbench.options.table.EvalscopePromptOptions;
import llmbench.options.translate.EquivalentOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks the options of a run. {@code -Dllm.FLAG=VALUE} goes over {@code -Dbench}, which
 * goes over the file in {@code -Dllm.config}. Without {@code -Dbench} all of them change the
 * reference run.
 */
public final class OptionsReader {

  private static final String COMPAT = "compat";
  private static final String SERVER = "server";
  private static final String CONFIG = "config";
  private static final String SIMULATED = "simulated";

  /** The simulated server is refused. */
  private static final String REAL = "real";

  private final Supplier<String> madeUpPrefix;
  private final LongSupplier drawnSeed;
  private final UnaryOperator<@Nullable String> environment;

  /** A reader. */
  public OptionsReader() {
    this(
        () -> String.format(Locale.ROOT, "bench-%08x-", ThreadLocalRandom.current().nextInt()),
        () -> ThreadLocalRandom.current().nextLong(EvalscopePromptOptions.MAX_SEED + 1));
  }

  /**
   * A reader with its own sources.
   *
   * @param madeUpPrefix of the request id prefix that vLLM 0.32 makes up
   * @param drawnSeed of the seed that evalscope leaves to chance
   */
  public OptionsReader(Supplier<String> madeUpPrefix, LongSupplier drawnSeed) {
    this(madeUpPrefix, drawnSeed, System::getenv);
  }

  /**
   * A reader with its own sources.
   *
   * @param environment a variable's value; null where there is none
   */
  public OptionsReader(
      Supplier<String> madeUpPrefix,
      LongSupplier drawnSeed,
      UnaryOperator<@Nullable String> environment) {
    this.madeUpPrefix = madeUpPrefix;
    this.drawnSeed = drawnSeed;
    this.environment = environment;
  }

  /**
   * The options of a run.
   *
   * @throws OptionsException with every problem that there is
   * @throws HelpAsked where a command line asks for help
   */
  public BenchOptions read(Sources sources) {
    Problems problems = new Problems();
    for (StrayProperty stray : StrayProperty.among(sources.others())) {
      problems.add("-D" + stray.name(), "unknown option; did you mean -D" + stray.meant() + "?");
    }
    Asked asked = asked(sources, problems);
    if (asked.help) {
      throw new HelpAsked(asked.settings.compat());
    }
    return build(asked.settings, sources.bench() == null, asked.toSimulated, problems);
  }

  /**
   * What was asked for, before anything is made of it: what the options of several runs are found
   * by. Whether they do together is not looked at, and what is wrong with them is not said.
   */
  public static Settings asked(Sources sources) {
    return asked(sources, new Problems()).settings;
  }

  /** What was given at all places together. */
  private record Asked(Settings settings, boolean toSimulated, boolean help) {}

  private static Asked asked(Sources sources, Problems problems) {
    List<Setting> properties = PropertyReader.properties(sources.properties());
    Setting config = take(CONFIG, properties);
    List<Setting> file = new ArrayList<>();
    if (config != null && config.value() != null) {
      file.addAll(PropertyReader.file(config.value(), problems));
    }
    BenchLine line = line(sources, problems);
    ToolVersion.Tool tool = line == null ? null : line.tool();
    ToolVersion compat = compat(first(COMPAT, properties, file), tool, problems);
    Setting server = first(SERVER, properties, file);

    FlagNames names = FlagNames.ofSettings(compat);
    EquivalentOptions others = new EquivalentOptions(compat, problems);
    Map<String, Given> given = new LinkedHashMap<>();
    boolean named =
        Stream.concat(file.stream(), properties.stream()).anyMatch(OptionsReader::namesServer);
    if (sources.bench() == null) {
      given.putAll(ReferenceRun.level(compat));
    }
    given.putAll(others.level(resolve(file, names, problems), given));
    boolean help = line != null && asksForHelp(line);
    if (line != null && !help) {
      given.putAll(Level.of(commandLine(line, compat, problems), true, problems));
    }
    given.putAll(others.level(resolve(properties, names, problems), given));
    boolean toSimulated =
        isSimulated(
            server,
            sources.bench() != null || named,
            compat.tool() == ToolVersion.Tool.VLLM,
            problems);
    Settings settings = new Settings(compat, given, problems, Catalog::findSetting);
    return new Asked(settings, toSimulated, help);
  }

  private BenchOptions build(
      Settings settings, boolean reference, boolean simulated, Problems problems) {
    Injector injector = InjectorReader.read(settings, environment);
    Supplier<String> prefix =
        injector.shard().isEmpty() ? madeUpPrefix : () -> InjectorReader.commonPrefix(settings);
    OptionsBuilder builder = new OptionsBuilder(settings, prefix, injector, problems);
    if (settings.compat().tool() == ToolVersion.Tool.EVALSCOPE) {
      return new EvalscopeBuilder(settings, builder, drawnSeed, problems).build(simulated);
    }
    return builder.build(reference, simulated);
  }

  private static boolean namesServer(Setting setting) {
    return List.of("url", "base-url", "base-urls", "host", "port").contains(setting.name());
  }

  private static @Nullable BenchLine line(Sources sources, Problems problems) {
    return sources.bench() == null ? null : BenchLine.read(sources.bench(), problems);
  }

  private static boolean asksForHelp(BenchLine line) {
    return line.argv().contains("--help") || line.argv().contains("-h");
  }

  /** The options of a command line. */
  private static List<Given> commandLine(BenchLine line, ToolVersion compat, Problems problems) {
    if (line.ofScript()) {
      return new MultiTurnScript(compat, problems).read(line.argv());
    }
    FlagNames names = FlagNames.ofLine(compat);
    ToolConfig.Split split = new ToolConfig(names, problems).of(line.argv());
    List<Given> all = new ArrayList<>(split.file());
    all.addAll(new ArgvReader(names, new Source.BenchLine(), problems).read(split.argv()));
    return all;
  }

  private static List<Given> resolve(List<Setting> settings, FlagNames names, Problems problems) {
    List<Given> given = new ArrayList<>();
    for (Setting setting : settings) {
      Given one = PropertyReader.resolve(setting, names, problems);
      if (one != null) {
        given.add(one);
      }
    }
    return given;
  }

  /** Takes a setting of ours, which no tool knows, out of both levels; the upper one wins. */
  private static @Nullable Setting first(String name, List<Setting> over, List<Setting> under) {
    Setting upper = take(name, over);
    Setting lower = take(name, under);
    return upper != null ? upper : lower;
  }

  private static @Nullable Setting take(String name, List<Setting> settings) {
    Setting taken = null;
    for (Setting setting : List.copyOf(settings)) {
      if (setting.name().equals(name)) {
        settings.remove(setting);
        taken = setting;
      }
    }
    return taken;
  }

  /** The version: of the tool of a command line if there is one. */
  private static ToolVersion compat(
      @Nullable Setting setting, ToolVersion.@Nullable Tool tool, Problems problems) {
    ToolVersion standard = tool == null ? ToolVersion.standard() : tool.newest();
    if (setting == null) {
      return standard;
    }
    Optional<ToolVersion> named =
        Optional.ofNullable(setting.value())
            .flatMap(ToolVersion::labelled)
            .filter(version -> tool == null || tool == version.tool());
    if (named.isPresent()) {
      return named.get();
    }
    String why = tool == null ? "" : "-Dbench is a line of " + tool.command() + "; ";
    String labels = tool == null ? ToolVersion.labels() : tool.labels();
    problems.add(setting.shownWhole(), why + "expected one of " + labels);
    return standard;
  }

  /** Whether the simulated server is used: where it is asked for, or no other is named. */
  private static boolean isSimulated(
      @Nullable Setting setting, boolean named, boolean vllm, Problems problems) {
    if (setting == null) {
      return !named;
    }
    String how = vllm ? "-Dllm.base-url=http://HOST:PORT" : "-Dllm.url=http://HOST:PORT/v1/…";
    if (REAL.equals(setting.value())) {
      if (!named) {
        problems.add(
            setting.shownWhole(),
            "no server is named, and the simulated one is refused; give "
                + how
                + ", or a command line in -Dbench");
      }
      return false;
    }
    if (!SIMULATED.equals(setting.value())) {
      problems.add(
          setting.shownWhole(),
          "expected simulated, or real to refuse the simulated server; to name a server, give "
              + how);
    }
    return true;
  }
}
