package llmbench.options.read;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.DatasetOptions;
import llmbench.options.Injector;
import llmbench.options.LoraModules;
import llmbench.options.ToolVersion;
import llmbench.options.WeightedModels;
import llmbench.options.dataset.AskedDataset;
import llmbench.options.dataset.CustomAudioOptions;
import llmbench.options.dataset.CustomImageOptions;
import llmbench.options.dataset.CustomOptions;
import llmbench.options.dataset.RandomOptions;
import llmbench.options.echo.EffectiveOptions;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Problems;
import llmbench.options.given.Settings;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.syntax.ServerUrl;
import llmbench.options.table.OutputOptions;
import llmbench.options.table.StartupOptions;
import llmbench.options.translate.LengthNames;
import org.jspecify.annotations.Nullable;

/** Makes the options of a run of the settings, and checks those that depend on each other. */
public final class OptionsBuilder {

  private static final String AUTHORIZATION = "Authorization";

  private final Settings settings;
  private final Supplier<String> madeUpPrefix;
  private static final String SKIPS_TOKENIZER = "skip-tokenizer-init";

  /** Datasets whose prompts can be made without one. */
  private static final List<String> WITHOUT_TOKENIZER =
      List.of(CustomOptions.NAME, CustomImageOptions.NAME, CustomAudioOptions.NAME);

  private final Injector injector;
  private final Problems problems;

  OptionsBuilder(
      Settings settings, Supplier<String> madeUpPrefix, Injector injector, Problems problems) {
    this.settings = settings;
    this.madeUpPrefix = madeUpPrefix;
    this.injector = injector;
    this.problems = problems;
  }

  /**
   * The options.
   *
   * @param reference whether the endpoint is the backend's when not given, as in the reference run
   * @param simulated whether the simulated server is used
   * @throws OptionsException when there is any problem, found here or before
   */
  BenchOptions build(boolean reference, boolean simulated) {
    BenchOptions.Target target = target(reference, simulated);
    DatasetOptions dataset = AskedDataset.of(settings);
    boolean varies = dataset instanceof RandomOptions random && random.inputRange() != 0;
    checkTokenizer(dataset);
    LengthNames.checkVllm(settings, target.backend().isChat(), varies);
    BenchOptions.Load load =
        LoadReader.of(settings, mostAtOnce(dataset), dataset.timesItself()).probed(probes());
    load = load.behind(LoadWarmUpsReader.of(settings, load));
    BenchOptions.Output output = output();
    Optional<WeightedModels> models = TargetsReader.models(settings, dataset);
    SamplingBuilder.check(settings, target.backend());
    ProjectSettings.checkSlos(settings, target.backend());
    checkInjector(simulated, load, dataset, "num-prompts");
    problems.throwIfAny();
    BenchOptions options =
        new BenchOptions(
            settings.compat(),
            target,
            new BenchOptions.Model(
                settings.text("model"),
                settings.text("served-model-name"),
                settings.text("tokenizer"),
                lora(),
                models,
                settings.isOn(SKIPS_TOKENIZER)),
            new BenchOptions.Dataset(
                settings.whole("num-prompts"), settings.wholeLong("seed"), dataset),
            load,
            SamplingBuilder.sampling(settings, target.backend(), dataset),
            new BenchOptions.Startup(
                settings.wholeOrZero("ready-check-timeout-sec"),
                settings.wholeOrZero("num-warmups"),
                ProjectSettings.jvmWarmUp(settings),
                ProjectSettings.heapDump(settings),
                settings.isOn("profile"),
                settings.isOn(StartupOptions.DRY_RUN)),
            TimeLimits.of(settings),
            ProjectSettings.stops(settings),
            figures(target.backend()),
            output,
            Optional.empty(),
            injector,
            Map.of());
    return options.withEffective(EffectiveOptions.of(settings, options));
  }

  /** Refuses what a part of a benchmark can't have; which part it is. */
  Injector checkInjector(
      boolean simulated, BenchOptions.Load load, DatasetOptions dataset, String number) {
    InjectorReader.check(settings, injector, simulated, load, dataset, number);
    return injector;
  }

  /** What is played takes no limit of the reference run's, which is none of its own. */
  private OptionalInt mostAtOnce(DatasetOptions dataset) {
    String name = "max-concurrency";
    if (dataset.atOnce().isPresent()) {
      return dataset.atOnce();
    }
    boolean meant = dataset.turns().isEmpty() || settings.isAsked(name);
    return meant ? settings.optionalWhole(name) : OptionalInt.empty();
  }

  private double probes() {
    String rate = settings.text("probe-request-rate");
    return rate == null ? 0 : Objects.requireNonNull(PythonNumbers.real(rate));
  }

  /** The tool's own datasets fail where they ask a tokenizer that there isn't. */
  private void checkTokenizer(DatasetOptions dataset) {
    if (settings.isOn(SKIPS_TOKENIZER) && !WITHOUT_TOKENIZER.contains(dataset.name())) {
      settings.problem(
          SKIPS_TOKENIZER,
          "the prompts of "
              + dataset.name()
              + " can't be made without a tokenizer; leave this out, or use --dataset-name "
              + Enumeration.or(WITHOUT_TOKENIZER),
          SKIPS_TOKENIZER,
          "dataset-name");
    }
  }

  private Optional<LoraModules> lora() {
    List<String> names = settings.words("lora-modules");
    boolean inTurn = "round-robin".equals(settings.text("lora-assignment"));
    return names.isEmpty() ? Optional.empty() : Optional.of(new LoraModules(names, inTurn));
  }

  private BenchOptions.Target target(boolean reference, boolean simulated) {
    Backend backend = Backend.named(settings.required("backend")).orElseThrow();
    boolean ownEndpoint = reference && !settings.isGiven("endpoint");
    String endpoint = ownEndpoint ? backend.defaultEndpoint() : settings.required("endpoint");
    checkEndpoint(backend, endpoint);
    String baseUrl = settings.text("base-url");
    ServerUrl url = baseUrl == null ? null : ServerUrl.read(baseUrl);
    ServerUrl server =
        url != null ? url : ServerUrl.of(settings.required("host"), settings.whole("port"));
    List<URI> servers = TargetsReader.servers(settings, simulated);
    URI uri = servers.isEmpty() ? server.uri() : servers.get(0);
    return new BenchOptions.Target(
        simulated,
        uri,
        TargetsReader.inTurn(servers),
        endpoint,
        byPath(backend, endpoint),
        headers(server),
        TransportReader.of(settings));
  }

  /** 0.11 goes by the path and nothing else where it is that of embeddings. */
  private Backend byPath(Backend backend, String endpoint) {
    boolean pools =
        !settings.compat().atLeast(ToolVersion.VLLM_0_32)
            && endpoint.endsWith(Backend.OPENAI_EMBEDDINGS.defaultEndpoint());
    return pools ? Backend.OPENAI_EMBEDDINGS : backend;
  }

  /** endpoint_request_func.py, {@code _validate_api_url}. */
  private void checkEndpoint(Backend backend, String endpoint) {
    List<String> ends = backend.ends(ToolVersion.Tool.VLLM);
    if (byPath(backend, endpoint) != backend) {
      return;
    }
    if (ends.stream().noneMatch(endpoint::endsWith)) {
      String written = Objects.requireNonNull(settings.text("backend"));
      settings.problem(
          "endpoint",
          "expected a path that ends with "
              + Enumeration.or(ends)
              + ", such as "
              + backend.defaultEndpoint()
              + ", for the backend "
              + written,
          "endpoint",
          "backend");
    }
  }

  private Map<String, String> headers(ServerUrl server) {
    Map<String, String> headers = settings.pairs("header");
    if (server.authorization() != null) {
      boolean twice =
          headers.keySet().stream()
              .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("authorization"));
      if (twice) {
        settings.problem(
            "base-url",
            "holds credentials, and --header gives Authorization as well; leave one out",
            "base-url",
            "header");
      }
      headers.put(AUTHORIZATION, server.authorization());
    }
    return Collections.unmodifiableMap(headers);
  }

  BenchOptions.Figures figures(Backend backend) {
    List<Double> percentiles = new ArrayList<>();
    for (String part : settings.required("metric-percentiles").split(",", -1)) {
      percentiles.add(Objects.requireNonNull(PythonNumbers.real(part)));
    }
    Map<String, Double> goodput = new LinkedHashMap<>();
    for (String word : settings.words("goodput")) {
      int colon = word.indexOf(':');
      goodput.put(
          word.substring(0, colon),
          Objects.requireNonNull(PythonNumbers.real(word.substring(colon + 1))));
    }
    return new BenchOptions.Figures(
        List.of(percentileMetrics(settings, backend).split(",", -1)),
        List.copyOf(percentiles),
        Collections.unmodifiableMap(goodput));
  }

  /**
   * vLLM since 0.32 takes an empty list for none given: {@code args.percentile_metrics or default},
   * which is the end-to-end latency where an answer has no tokens.
   */
  private static String percentileMetrics(Settings settings, Backend backend) {
    String text = settings.required("percentile-metrics");
    ToolVersion compat = settings.compat();
    boolean vllm = compat.tool() == ToolVersion.Tool.VLLM;
    if (!vllm || !compat.atLeast(ToolVersion.VLLM_0_32)) {
      return text;
    }
    if (!backend.hasTokens() && (text.isEmpty() || !settings.isGiven("percentile-metrics"))) {
      return "e2el";
    }
    return text.isEmpty() ? "ttft,tpot,itl" : text;
  }

  BenchOptions.Output output() {
    ProjectSettings.checkGatling(settings);
    // evalscope has none.
    String prefix = Objects.requireNonNullElse(settings.text("request-id-prefix"), "");
    return new BenchOptions.Output(
        settings.isOn("save-result"),
        settings.isOn("save-detailed"),
        settings.isOn("append-result"),
        filled("result-dir").map(Path::of),
        filled("result-filename"),
        Collections.unmodifiableMap(settings.pairs("metadata")),
        settings.text("label"),
        prefix.equals(OutputOptions.MADE_UP_PREFIX) ? madeUpPrefix.get() : prefix,
        ProjectSettings.progress(settings),
        ProjectSettings.ttftGroup(settings));
  }

  private Optional<String> filled(String name) {
    @Nullable String text = settings.text(name);
    return Optional.ofNullable(text).filter(each -> !each.isEmpty());
  }
}
