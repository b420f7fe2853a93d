package llmbench.target;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code 0.0.0.0} and {@code ::}, as servers listen on them: every address of the machine, and none
 * that a client could reach; each client makes something else of it. Ours go to the loopback.
 */
public final class AnyAddress {

  private static final Map<String, String> LOOPBACKS =
      Map.of("0.0.0.0", "127.0.0.1", "[::]", "[::1]");

  private AnyAddress() {}

  /** The server as it can be reached: with the loopback for any address, else as it is. */
  static URI reached(URI server) {
    String host = server.getHost();
    return host == null || !LOOPBACKS.containsKey(host)
        ? server
        : URI.create(
            server.toString().replaceFirst("//(.*@)?\\Q" + host + "\\E", "//$1" + loopback(host)));
  }

  private static String loopback(String host) {
    return LOOPBACKS.getOrDefault(host, host);
  }

  /** What a name of a server stands for instead of what the name server says; mostly nothing. */
  public static Map<String, List<String>> aliases(URI server) {
    String host = server.getHost();
    return host == null || !LOOPBACKS.containsKey(host)
        ? Map.of()
        : Map.of(bare(host), List.of(bare(loopback(host))));
  }

  private static String bare(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }

  /** What its user should know; empty for any other server. */
  static Optional<String> note(URI server) {
    String host = server.getHost();
    return host == null || !LOOPBACKS.containsKey(host)
        ? Optional.empty()
        : Optional.of(
            bare(host)
                + " is where a server listens, not where it is reached: requests go to "
                + bare(loopback(host))
                + ", with the Host header as it is");
  }
}
