package llmbench.process;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.about.Build;
import llmbench.recorder.RunClock;
import llmbench.timeline.RunFacts;
import llmbench.timeline.Starter;

/** Facts of the software and the machine that a run was made with. */
public final class Host {

  private Host() {}

  /**
   * The facts of a run that begins.
   *
   * @param simulation the class's name
   */
  public static RunFacts facts(
      RunClock clock,
      String simulation,
      Map<String, String> options,
      Map<String, Long> dataset,
      List<String> notes) {
    return new RunFacts(
        RunFacts.SCHEMA,
        RunFacts.State.RUNNING,
        simulation,
        Instant.ofEpochMilli(clock.zeroEpochMillis()).toString(),
        clock.zeroEpochMillis(),
        null,
        options,
        versions(),
        host(),
        dataset,
        notes);
  }

  /** Whether a server's address is one of this machine; a tunnel's end looks like it as well. */
  public static boolean isThis(URI server) {
    String host = server.getHost();
    if (host == null) {
      return false;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.isLoopbackAddress()
            || address.isAnyLocalAddress()
            || NetworkInterface.getByInetAddress(address) != null) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("llm-bench", Build.version());
    versions.put("gatling", Build.gatling());
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    return versions;
  }

  private static Map<String, String> host() {
    Runtime runtime = Runtime.getRuntime();
    Map<String, String> host = new LinkedHashMap<>();
    try {
      host.put("name", InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      host.put("name", "unknown");
    }
    host.put("arch", System.getProperty("os.arch"));
    host.put("cpus", Integer.toString(runtime.availableProcessors()));
    host.put("max_heap_mb", Long.toString(runtime.maxMemory() >> 20));
    starter().ifPresent(starter -> starter.in(host));
    return host;
  }

  private static Optional<Starter> starter() {
    if (LoadGenerator.ofThisProcess().isPresent()) {
      return Optional.of(Starter.ENTERPRISE);
    }
    return Launched.results().map(folder -> Starter.LAUNCHER);
  }
}
