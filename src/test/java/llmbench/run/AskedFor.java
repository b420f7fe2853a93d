package llmbench.run;

import java.util.Properties;
import llmbench.options.given.Sources;
import llmbench.process.GatlingPlugin;

/** What this process was asked for, as its user wrote it. */
public final class AskedFor {

  private AskedFor() {}

  /** The sources of a run's options among the system properties. */
  public static Sources by(Properties properties) {
    return GatlingPlugin.hasStartedUs()
        ? Sources.ofGatlingPlugin(properties)
        : Sources.of(properties);
  }
}
