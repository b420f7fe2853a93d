package llmbench.tokenreport;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import llmbench.process.Host;

/** What all requests of a run have in common, as their bodies and addresses say. One thread. */
final class Known {

  /** Two are as good as many. */
  private static final int ENOUGH = 2;

  private final Set<String> models = new LinkedHashSet<>();
  private final Set<String> servers = new LinkedHashSet<>();

  /** Takes a request's; a request without a model has none in common with others. */
  void add(String model, String server) {
    add(model, models);
    add(server, servers);
  }

  private static void add(String value, Set<String> known) {
    if (known.size() < ENOUGH) {
      known.add(value);
    }
  }

  /** As options of the run: only what is the same for all. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    put("model", models, options);
    put("base-url", servers, options);
    return options;
  }

  /** Whether all went to a server of this machine. */
  boolean isThisMachine() {
    return servers.stream().allMatch(server -> Host.isThis(URI.create(server)));
  }

  private static void put(String name, Set<String> known, Map<String, String> options) {
    if (known.size() == 1) {
      known.stream().filter(value -> !value.isEmpty()).forEach(value -> options.put(name, value));
    }
  }
}
