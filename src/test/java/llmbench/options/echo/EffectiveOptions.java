package llmbench.options.echo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.SecretValues;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.catalog.Catalog;
import llmbench.options.dataset.KnownDataset;
import llmbench.options.dataset.KnownDatasets;
import llmbench.options.given.Settings;
import llmbench.options.syntax.Hidden;
import llmbench.options.syntax.ProxyUrl;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import llmbench.options.table.ShardOptions;
import llmbench.options.table.TargetsOptions;
import llmbench.options.table.TransportOptions;
import org.jspecify.annotations.Nullable;

/** The options of a run as a flat map for run.json: effective values, no secrets. */
public final class EffectiveOptions {

  static final String COMPAT = "compat";
  static final String SERVER = "server";
  static final String SIMULATED = "simulated";

  /** Whoever asks for it gets no run. */
  static final String HELP = "help";

  private EffectiveOptions() {}

  public static Map<String, String> of(Settings settings, BenchOptions options) {
    Map<String, String> effective = new LinkedHashMap<>();
    effective.put(COMPAT, options.compat().label());
    if (options.target().simulated()) {
      effective.put(SERVER, SIMULATED);
    }
    for (Option option : Catalog.of(options.compat())) {
      if (option.support() == Option.Support.HONOURED
          && option.sameAs() == null
          && !option.name().equals(HELP)
          && !isOfAnotherDataset(option, options)
          && !options.dataset().options().replaces().contains(option.name())) {
        String value = value(option, settings, options);
        if (value != null) {
          effective.put(option.name(), value);
        }
      }
    }
    for (Option option : Catalog.ours(options.compat())) {
      String value = ours(option, settings, options);
      if (value != null) {
        effective.put(option.name(), value);
      }
    }
    return Collections.unmodifiableMap(effective);
  }

  /** Of a dataset that wasn't chosen not even the defaults say anything about the run. */
  static boolean isOfAnotherDataset(Option option, BenchOptions options) {
    Tool tool = options.compat().tool();
    KnownDataset chosen = KnownDatasets.named(tool, options.dataset().options().name());
    return KnownDatasets.own(tool).contains(option) && !chosen.own().contains(option);
  }

  private static @Nullable String value(Option option, Settings settings, BenchOptions options) {
    BenchOptions.Target target = options.target();
    boolean byUrl = settings.text("base-url") != null;
    boolean byUrls = !settings.words(TargetsOptions.BASE_URLS).isEmpty();
    return switch (option.name()) {
      case "base-url" -> byUrl && !target.simulated() ? target.baseUrl().toString() : null;
      case "host", "port" ->
          byUrl || byUrls || target.simulated() ? null : settings.text(option.name());
      case "endpoint" -> withoutQuery(target.endpoint());
      case "extra-body" -> json(option, settings);
      case "header" -> headers(target.headers());
      case "ignore-eos" -> String.valueOf(options.sampling().ignoreEos());
      case "max-concurrency" -> ofClosedLoop(option, settings, options);
      case "percentile-metrics" -> String.join(",", options.figures().metrics());
      case "request-id-prefix" -> options.output().requestIdPrefix();
      default -> plain(option, settings);
    };
  }

  /** An open loop takes no notice of a limit, whoever gave it. */
  static @Nullable String ofClosedLoop(Option option, Settings settings, BenchOptions options) {
    boolean open = options.load().maxConcurrency().isEmpty();
    return open ? null : plain(option, settings);
  }

  /** Its value or values. */
  static @Nullable String plain(Option option, Settings settings) {
    String words = option.arity().isMany() ? words(settings, option) : null;
    return words != null ? words : settings.text(option.name());
  }

  /** A setting of ours: none of what each injector has for itself, no proxy's password. */
  static @Nullable String ours(Option option, Settings settings, BenchOptions options) {
    if (ShardOptions.isOwn(option.name())) {
      return null;
    }
    return option.name().equals(TransportOptions.PROXY)
        ? options.target().transport().proxy().map(ProxyUrl::toString).orElse(null)
        : plain(option, settings);
  }

  /** JSON without the fields that hold secrets. */
  static @Nullable String json(Option option, Settings settings) {
    String value = settings.text(option.name());
    return value == null ? null : SecretValues.hidden(value);
  }

  /** A query may hold a key. */
  static String withoutQuery(String endpoint) {
    int query = endpoint.indexOf('?');
    return query < 0 ? endpoint : endpoint.substring(0, query + 1) + Hidden.MARK;
  }

  private static @Nullable String words(Settings settings, Option option) {
    List<String> words = settings.words(option.name());
    return words.isEmpty() ? null : ShellWords.join(words);
  }

  static @Nullable String headers(Map<String, String> headers) {
    List<String> words = new ArrayList<>();
    headers.forEach((name, value) -> words.add(name + "=" + shown(name, value)));
    return words.isEmpty() ? null : ShellWords.join(words);
  }

  private static String shown(String name, String value) {
    return SecretValues.isHeader(name) ? Hidden.MARK : value;
  }
}
