package llmbench.options.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import llmbench.options.DatasetOptions;
import llmbench.options.WeightedModels;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.syntax.ServerUrl;
import llmbench.options.table.TargetsOptions;
import org.jspecify.annotations.Nullable;

/** Reads which servers and models a run has, where it has several. */
final class TargetsReader {

  /** What is merged into bodies last, in either tool. */
  private static final List<String> BODY_OPTIONS = List.of("extra-body", "extra-args");

  /** vLLM's, and evalscope's where it has them. */
  private static final List<String> SERVER_OPTIONS = List.of("base-url", "host", "port");

  private static final String URL = "url";
  private static final String PROFILE = "profile";
  private static final String LORA = "lora-modules";
  private static final String MODEL = "model";

  private TargetsReader() {}

  /**
   * The servers; empty where the tool's own options name the one.
   *
   * @param simulated whether the simulated server is used
   */
  static List<URI> servers(Settings settings, boolean simulated) {
    List<URI> servers = new ArrayList<>();
    for (String word : settings.words(TargetsOptions.BASE_URLS)) {
      URI server = Objects.requireNonNull(ServerUrl.read(word)).uri();
      if (servers.contains(server)) {
        ofServers(settings, "names " + server + " twice; requests go to each in turn");
      }
      servers.add(server);
    }
    if (servers.isEmpty()) {
      return List.of();
    }
    if (simulated) {
      ofServers(settings, "the simulated server is one; leave out -Dllm.server=simulated");
    }
    for (String option : SERVER_OPTIONS) {
      if (settings.isAsked(option)) {
        ofServers(settings, "--" + option + " names a server, too; leave it out", option);
      }
    }
    if (settings.isOn(PROFILE)) {
      ofServers(settings, "--profile starts and stops the profiler of one server", PROFILE);
    }
    return List.copyOf(servers);
  }

  /**
   * The same of a run of evalscope, whose URL says the path as well.
   *
   * @param url the one that the run has without them
   */
  static List<URI> servers(Settings settings, boolean simulated, URI url) {
    List<URI> servers = servers(settings, simulated);
    if (!servers.isEmpty() && settings.isAsked(URL) && !servers.contains(url)) {
      ofServers(settings, "--url is at none of these servers; only its path is taken", URL);
    }
    return servers;
  }

  /** Those to take turns: one alone takes none. */
  static List<URI> inTurn(List<URI> servers) {
    return servers.size() > 1 ? servers : List.of();
  }

  private static void ofServers(Settings settings, String wrong, String... others) {
    problem(settings, TargetsOptions.BASE_URLS, wrong, others);
  }

  /** The models by weight; empty where requests name the run's. */
  static Optional<WeightedModels> models(Settings settings, DatasetOptions dataset) {
    List<String> words = settings.words(TargetsOptions.MODELS);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String word : words) {
      double weight = Objects.requireNonNull(PythonNumbers.real(TargetsOptions.weight(word)));
      if (weights.put(TargetsOptions.name(word), weight) != null) {
        ofModels(settings, "names " + TargetsOptions.name(word) + " twice; give it one weight");
      }
    }
    if (!settings.words(LORA).isEmpty()) {
      ofModels(settings, "--lora-modules names the models, too; leave one of the two out", LORA);
    }
    if (dataset.namesModels()) {
      ofModels(settings, "the requests of " + dataset.name() + " name their own; leave it out");
    }
    if (dataset.turns().isPresent()) {
      ofModels(settings, "all turns of a conversation name one model; leave it out");
    }
    for (String option : BODY_OPTIONS) {
      if (namesModel(settings.text(option))) {
        ofModels(settings, "--" + option + " puts another model into every body", option);
      }
    }
    return Optional.of(new WeightedModels(weights));
  }

  private static boolean namesModel(@Nullable String json) {
    JsonNode body = json == null ? null : PythonJson.loads(json);
    return body != null && body.has(MODEL);
  }

  private static void ofModels(Settings settings, String wrong, String... others) {
    problem(settings, TargetsOptions.MODELS, wrong, others);
  }

  private static void problem(Settings settings, String about, String wrong, String... others) {
    String[] names = new String[others.length + 1];
    names[0] = about;
    System.arraycopy(others, 0, names, 1, others.length);
    settings.problem(about, wrong, names);
  }
}
