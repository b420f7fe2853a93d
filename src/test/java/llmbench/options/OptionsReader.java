package llmbench.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.options.PropertyReader.Setting;
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

  private final Supplier<String> madeUpPrefix;

  /** A reader. */
  public OptionsReader() {
    this(() -> String.format(Locale.ROOT, "bench-%08x-", ThreadLocalRandom.current().nextInt()));
  }

  /** A reader with its own source of the request id prefix that vLLM 0.32 makes up. */
  OptionsReader(Supplier<String> madeUpPrefix) {
    this.madeUpPrefix = madeUpPrefix;
  }

  /**
   * The options of a run.
   *
   * @throws OptionsException with every problem that there is
   */
  public BenchOptions read(Sources sources) {
    Problems problems = new Problems();
    List<Setting> properties = PropertyReader.properties(sources.properties());
    Setting config = take(CONFIG, properties);
    List<Setting> file = new ArrayList<>();
    if (config != null && config.value() != null) {
      file.addAll(PropertyReader.file(config.value(), problems));
    }
    Compat compat = compat(first(COMPAT, properties, file), problems);
    boolean simulated = isSimulated(first(SERVER, properties, file), problems);

    FlagNames names = new FlagNames(compat);
    Map<String, Given> given = new LinkedHashMap<>();
    boolean reference = sources.bench() == null;
    if (reference) {
      given.putAll(ReferenceRun.level(compat));
    }
    given.putAll(Level.of(resolve(file, names, problems), false, problems));
    if (!reference) {
      given.putAll(Level.of(commandLine(sources, names, problems), true, problems));
    }
    given.putAll(Level.of(resolve(properties, names, problems), false, problems));

    Settings settings = new Settings(compat, given, problems);
    boolean named = Stream.of("base-url", "host", "port").anyMatch(settings::isGiven);
    return new OptionsBuilder(settings, madeUpPrefix, problems)
        .build(reference, simulated || (reference && !named));
  }

  private static List<Given> commandLine(Sources sources, FlagNames names, Problems problems) {
    String line = sources.bench() == null ? "" : Escapes.decode(sources.bench());
    List<String> argv = BenchLine.options(line, problems);
    if (argv == null) {
      return List.of();
    }
    return new ArgvReader(names, new Source.BenchLine(), problems).read(argv);
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

  private static Compat compat(@Nullable Setting setting, Problems problems) {
    if (setting == null) {
      return Compat.VLLM_0_32;
    }
    for (Compat compat : Compat.values()) {
      if (compat.label().equals(setting.value())) {
        if (compat.tool() == Compat.Tool.VLLM) {
          return compat;
        }
        problems.add(
            setting.shownWhole(),
            "evalscope's requests and figures come with a later version; expected " + labels());
        return Compat.VLLM_0_32;
      }
    }
    problems.add(setting.shownWhole(), "expected " + labels());
    return Compat.VLLM_0_32;
  }

  private static String labels() {
    return Stream.of(Compat.values())
        .filter(compat -> compat.tool() == Compat.Tool.VLLM)
        .map(Compat::label)
        .collect(Collectors.joining(" or "));
  }

  private static boolean isSimulated(@Nullable Setting setting, Problems problems) {
    if (setting == null) {
      return false;
    }
    if (!SIMULATED.equals(setting.value())) {
      problems.add(
          setting.shownWhole(),
          "expected simulated; for another server give base-url, or host and port");
    }
    return true;
  }
}
