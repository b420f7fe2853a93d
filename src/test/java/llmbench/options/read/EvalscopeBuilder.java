package llmbench.options.read;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.EvalscopeOptions.Seed;
import llmbench.options.Injector;
import llmbench.options.ToolVersion;
import llmbench.options.WeightedModels;
import llmbench.options.dataset.AskedDataset;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.options.echo.EvalscopeEffective;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.ArrivalOptions;
import llmbench.options.table.EvalscopeLoadOptions;
import llmbench.options.table.ProjectOptions;
import llmbench.options.table.ShardOptions;
import llmbench.options.table.StartupOptions;
import llmbench.options.table.TimeoutOptions;
import llmbench.options.translate.LengthNames;
import org.jspecify.annotations.Nullable;

/** Makes the options of a run of evalscope of the settings: its {@code Arguments}. */
final class EvalscopeBuilder {

  private final Settings settings;
  private final OptionsBuilder common;
  private final LongSupplier drawnSeed;
  private final Problems problems;

  EvalscopeBuilder(
      Settings settings, OptionsBuilder common, LongSupplier drawnSeed, Problems problems) {
    this.settings = settings;
    this.common = common;
    this.drawnSeed = drawnSeed;
    this.problems = problems;
  }

  /**
   * The options.
   *
   * @throws OptionsException when there is any problem, found here or before
   */
  BenchOptions build(boolean simulated) {
    EvalscopeTarget target = EvalscopeTarget.of(settings, simulated);
    int number = single("number");
    boolean open = settings.isOn(ArrivalOptions.OPEN_LOOP);
    // The tool takes no notice of how many at once in an open loop, and of all rates but the first
    // in a closed one.
    checkSingle(open ? "rate" : "parallel");
    OptionalInt parallel = OptionalInt.of((int) first("parallel"));
    DatasetOptions dataset = AskedDataset.of(settings);
    BenchOptions.Load load = LoadReader.of(settings, parallel, dataset.timesItself());
    LoadWarmUpsReader.refuse(settings);
    checkTurns(dataset, target.target().backend());
    checkModel(dataset);
    LengthNames.checkEvalscope(
        settings,
        dataset instanceof EvalscopeRandomOptions,
        target.chatTemplate() && !settings.isOn("tokenize-prompt"));
    Range maxTokens = maxTokens();
    EvalscopeOptions.Body body = EvalscopeBody.of(settings);
    BenchOptions.Output output = common.output();
    Optional<WeightedModels> models = TargetsReader.models(settings, dataset);
    ProjectSettings.checkSlos(settings, target.target().backend());
    Injector injector = common.checkInjector(simulated, load, dataset, "number");
    checkSeed(injector);
    problems.throwIfAny();

    Seed seed = seed();
    EvalscopeOptions.Connection connection = connection(target.target().backend().hasTokens());
    EvalscopeOptions evalscope =
        new EvalscopeOptions(
            number,
            warmups(number),
            taskMultiplier(),
            target.chatTemplate(),
            settings.isOn("tokenize-prompt"),
            settings.text("tokenizer-path") != null,
            maxTokens,
            drawnBefore(),
            seed,
            body,
            connection,
            names());
    BenchOptions options =
        new BenchOptions(
            settings.compat(),
            target.target(),
            new BenchOptions.Model(
                settings.text("model"),
                null,
                settings.text("tokenizer-path"),
                Optional.empty(),
                models,
                false),
            new BenchOptions.Dataset(number, seed.value(), dataset),
            load,
            new BenchOptions.Sampling(EvalscopeBody.ignoresEos(body), OptionalInt.empty(), "{}"),
            startup(connection),
            TimeLimits.of(settings),
            ProjectSettings.stops(settings),
            common.figures(target.target().backend()),
            output,
            Optional.of(evalscope),
            injector,
            Map.of());
    return options.withEffective(EvalscopeEffective.of(settings, options));
  }

  private BenchOptions.Startup startup(EvalscopeOptions.Connection connection) {
    return new BenchOptions.Startup(
        connection.test() ? connection.testTimeoutSec() : 0,
        0,
        ProjectSettings.jvmWarmUp(settings),
        ProjectSettings.heapDump(settings),
        false,
        settings.isOn(StartupOptions.DRY_RUN));
  }

  private void checkModel(DatasetOptions dataset) {
    if (!settings.isGiven("model") && !dataset.namesModels()) {
      problems.add("--model", "missing; evalscope needs the model's name");
    }
  }

  /** A conversation goes on with what was answered. */
  private void checkTurns(DatasetOptions dataset, Backend backend) {
    if (dataset.turns().isPresent() && !backend.hasTokens()) {
      settings.problem(
          "api",
          "answers with no text for a conversation to go on with; take openai or"
              + " openai_responses",
          "api",
          "url",
          "dataset");
    }
  }

  /** The one value of an option that takes a list for a sweep. */
  private int single(String name) {
    checkSingle(name);
    return (int) first(name);
  }

  private long first(String name) {
    return wholes(name).get(0);
  }

  private void checkSingle(String name) {
    if (settings.words(name).size() > 1) {
      settings.problem(name, EvalscopeLoadOptions.ONE_RUN, name);
    }
  }

  /** Whole numbers of an option with one or more of them, its default if it isn't given. */
  private List<Long> wholes(String name) {
    List<String> words = settings.words(name);
    List<String> texts = words.isEmpty() ? List.of(settings.required(name)) : words;
    return texts.stream()
        .map(text -> Objects.requireNonNull(PythonNumbers.whole(text)).longValueExact())
        .toList();
  }

  private Range maxTokens() {
    List<Long> values = wholes("max-tokens");
    long low = values.get(0);
    long high = values.get(values.size() - 1);
    if (values.size() > 2 || low > high) {
      settings.problem(
          "max-tokens", "expected one value, or two with the smaller one first", "max-tokens");
      return new Range(low, low);
    }
    return new Range(low, high);
  }

  /** {@code warmup_count}: a number, or a share of the measured ones, at least one then. */
  private int warmups(int number) {
    String text = settings.text("warmup-num");
    double given = text == null ? 0 : Objects.requireNonNull(PythonNumbers.real(text));
    return given > 0 && given < 1 ? Math.max(1, (int) (given * number)) : Math.max(0, (int) given);
  }

  private List<Integer> drawnBefore() {
    return settings.words(ProjectOptions.LEVELS_BEFORE).stream()
        .map(text -> Objects.requireNonNull(PythonNumbers.whole(text)).intValueExact())
        .map(number -> Math.addExact(warmups(number), number))
        .toList();
  }

  private int taskMultiplier() {
    return settings.compat().atLeast(ToolVersion.EVALSCOPE_1_14)
        ? settings.whole(EvalscopeLoadOptions.TASK_MULTIPLIER)
        : 1;
  }

  /** Parts of one benchmark have to make the same prompts. */
  private void checkSeed(Injector injector) {
    if (injector.shard().isPresent()
        && settings.text("seed") == null
        && settings.text(ProjectOptions.PROMPT_SEED) == null) {
      settings.problem(
          ShardOptions.SHARD,
          "each part would draw a seed, and prompts, of its own; give all of them the same"
              + " -Dllm.prompt-seed (not sent), or --seed",
          "seed",
          ProjectOptions.PROMPT_SEED);
    }
  }

  private Seed seed() {
    String sent = settings.text("seed");
    String ours = settings.text(ProjectOptions.PROMPT_SEED);
    if (ours != null) {
      return new Seed(Long.parseLong(ours), Seed.Origin.REPEATED);
    }
    return sent == null
        ? new Seed(drawnSeed.getAsLong(), Seed.Origin.DRAWN)
        : new Seed(Long.parseLong(sent), Seed.Origin.GIVEN);
  }

  /** Embeddings and rankings aren't tried before. */
  private EvalscopeOptions.Connection connection(boolean tokens) {
    boolean older = !settings.compat().atLeast(ToolVersion.EVALSCOPE_1_14);
    return new EvalscopeOptions.Connection(
        older || (tokens && !settings.isOn("no-test-connection")),
        TimeLimits.wholeSeconds(settings, older ? TimeoutOptions.CONNECT : TimeoutOptions.TOTAL));
  }

  private EvalscopeOptions.Output names() {
    @Nullable String name = settings.text("name");
    return new EvalscopeOptions.Output(
        Optional.ofNullable(name),
        settings.required("outputs-dir"),
        !settings.isOn("no-timestamp"));
  }
}
