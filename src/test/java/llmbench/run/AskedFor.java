package llmbench.run;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import llmbench.options.given.Sources;
import llmbench.process.GatlingPlugin;
import llmbench.process.LoadGenerator;

/** What this process was asked for, as its user wrote it. */
public final class AskedFor {

  private static final String SHARD = Sources.PREFIX + "shard";

  private AskedFor() {}

  /**
   * The sources of a run's options among the system properties.
   *
   * @throws RefusedException if they name a packed file that isn't there
   */
  public static Sources by(Properties properties) {
    return PackedFiles.unpacked(
        GatlingPlugin.hasStartedUs()
            ? Sources.ofGatlingPlugin(properties)
            : withShard(Sources.of(properties), LoadGenerator.ofThisProcess()));
  }

  /** Of several load generators each sends its part, unless somebody has said which. */
  static Sources withShard(Sources asked, Optional<LoadGenerator> here) {
    if (asked.properties().containsKey(SHARD)) {
      return asked;
    }
    return here.flatMap(LoadGenerator::shard)
        .map(shard -> asked.withOptions(Map.of("shard", shard)))
        .orElse(asked);
  }
}
