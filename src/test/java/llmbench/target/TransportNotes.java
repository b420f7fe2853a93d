package llmbench.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.options.Transport;

/** What a user should know of how the server is reached. */
public final class TransportNotes {

  private TransportNotes() {}

  /**
   * Each note on a line of its own; none for the usual way.
   *
   * @param environment of the process
   */
  public static List<String> notes(
      Transport transport, URI server, Map<String, String> environment) {
    List<String> notes = new ArrayList<>();
    if (transport.insecure()) {
      notes.add(
          "Certificates are NOT verified (--insecure): anyone on the way can read the key and"
              + " answer instead of the server");
    }
    transport
        .caCert()
        .ifPresent(
            file -> notes.add("Only the certificate authorities in " + file + " are" + " trusted"));
    transport.proxy().ifPresent(proxy -> notes.add("Proxy: " + proxy));
    if (transport.proxy().isEmpty()) {
      AnyAddress.note(server).ifPresent(notes::add);
    }
    String variable = server.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
    for (String name : List.of(variable, variable.toLowerCase(Locale.ROOT))) {
      if (transport.proxy().isEmpty() && !environment.getOrDefault(name, "").isEmpty()) {
        notes.add(name + " is set but not used: give the proxy as -Dllm.proxy");
        break;
      }
    }
    return notes;
  }
}
