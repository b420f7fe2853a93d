package llmbench.options.echo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.catalog.Catalog;
import llmbench.options.given.Settings;
import llmbench.options.syntax.Hidden;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.EvalscopeSearchOptions;
import llmbench.options.table.Option;
import llmbench.options.table.ProjectOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run of evalscope as a flat map for run.json: its own names, what reports take,
 * and vLLM bench's names of what its report says.
 */
public final class EvalscopeEffective {

  private EvalscopeEffective() {}

  public static Map<String, String> of(Settings settings, BenchOptions options) {
    Map<String, String> effective = new LinkedHashMap<>();
    effective.put(EffectiveOptions.COMPAT, options.compat().label());
    if (options.target().simulated()) {
      effective.put(EffectiveOptions.SERVER, EffectiveOptions.SIMULATED);
    }
    for (Option option : Catalog.of(options.compat())) {
      if (option.support() == Option.Support.HONOURED
          && !option.name().equals(EffectiveOptions.HELP)
          && !isOfNoSearch(option, settings)
          && !EffectiveOptions.isOfAnotherDataset(option, options)) {
        put(effective, option.name(), value(option, settings, options));
      }
    }
    for (Option option : Catalog.ours(options.compat())) {
      put(effective, option.name(), ours(option, settings, options));
    }
    effective.put("backend", options.target().backend().label());
    effective.put("num-prompts", String.valueOf(options.dataset().prompts()));
    options
        .load()
        .maxConcurrency()
        .ifPresent(users -> effective.put("max-concurrency", String.valueOf(users)));
    effective.put("request-rate", PythonNumbers.repr(rate(options)));
    effective.put("burstiness", "1.0");
    effective.put("ignore-eos", String.valueOf(options.sampling().ignoreEos()));
    put(effective, "tokenizer", options.model().tokenizer());
    return Collections.unmodifiableMap(effective);
  }

  /** Where nothing is searched for, the defaults of a search say nothing about the run. */
  private static boolean isOfNoSearch(Option option, Settings settings) {
    return EvalscopeSearchOptions.GROUP.options().contains(option)
        && !settings.isGiven(EvalscopeSearchOptions.PARAMS);
  }

  /** vLLM bench's: infinite where there is none. */
  private static double rate(BenchOptions options) {
    return options.load().paced().stream()
        .flatMapToDouble(paced -> paced.pace().perSecond().stream())
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static void put(Map<String, String> effective, String name, @Nullable String value) {
    if (value != null) {
      effective.put(name, value);
    }
  }

  private static @Nullable String value(Option option, Settings settings, BenchOptions options) {
    BenchOptions.Target target = options.target();
    return switch (option.name()) {
      case "url" -> target.simulated() ? null : url(target);
      case "headers" -> EffectiveOptions.headers(settings.pairs("headers"));
      case "extra-args", "query-template" -> EffectiveOptions.json(option, settings);
      // A closed loop takes no notice of the others.
      case "rate" ->
          settings.words("rate").isEmpty() ? settings.text("rate") : settings.words("rate").get(0);
      case "parallel" -> EffectiveOptions.ofClosedLoop(option, settings, options);
      case "apply-chat-template" -> chatTemplate(settings, options);
      case "api-key" -> settings.text("api-key") == null ? null : Hidden.MARK;
      default -> EffectiveOptions.plain(option, settings);
    };
  }

  /** What the URL of token ids does not say any more: whether it was a chat's. */
  private static @Nullable String chatTemplate(Settings settings, BenchOptions options) {
    boolean chat = options.evalscope().orElseThrow().chatTemplate();
    boolean said = chat == options.target().backend().isChat();
    String asked = settings.text("apply-chat-template");
    return asked == null && !said ? String.valueOf(chat) : asked;
  }

  private static String url(BenchOptions.Target target) {
    return target.baseUrl() + EffectiveOptions.withoutQuery(target.endpoint());
  }

  private static @Nullable String ours(Option option, Settings settings, BenchOptions options) {
    if (!option.name().equals(ProjectOptions.PROMPT_SEED)) {
      return EffectiveOptions.ours(option, settings, options);
    }
    EvalscopeOptions.Seed seed = options.evalscope().orElseThrow().seed();
    return seed.origin() == EvalscopeOptions.Seed.Origin.GIVEN
        ? null
        : String.valueOf(seed.value());
  }
}
