package llmbench.options.read;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion;
import llmbench.options.given.Settings;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.EvalscopeUrl;
import llmbench.options.syntax.ServerUrl;

/**
 * Where evalscope's requests go, and in which form.
 *
 * @param target the server
 * @param chatTemplate whether texts are messages
 */
record EvalscopeTarget(BenchOptions.Target target, boolean chatTemplate) {

  private static final String AUTHORIZATION = "Authorization";
  private static final String URL = "url";

  static EvalscopeTarget of(Settings settings, boolean simulated) {
    String api = settings.required("api");
    EvalscopeUrl url = Objects.requireNonNull(EvalscopeUrl.read(settings.required(URL)));
    if (settings.compat().atLeast(ToolVersion.EVALSCOPE_1_14)) {
      url = resolved(api, simulated && !settings.isGiven(URL) ? onItsOwnPath(api, url) : url);
      if (Backend.of(api, url).isEmpty()) {
        settings.problem(
            URL,
            "expected a URL that ends with "
                + Enumeration.or(Backend.suffixes(api))
                + ": that is what --api "
                + api
                + " is sent to",
            URL);
      }
    }
    String asked = settings.text("apply-chat-template");
    boolean chat = asked == null ? url.isChat() : asked.equals("true");
    if (settings.isOn("tokenize-prompt")) {
      if (isResponses(api)) {
        settings.problem(
            "tokenize-prompt",
            "evalscope has no token ids for the Responses API; leave it out",
            "tokenize-prompt",
            "api");
      }
      url = url.forTokenIds();
      if (settings.text("tokenizer-path") == null) {
        settings.problem(
            "tokenize-prompt",
            "needs --tokenizer-path: the server is sent that tokenizer's ids",
            "tokenizer-path");
      }
    }
    URI server = url.server().uri();
    List<URI> servers = TargetsReader.servers(settings, simulated, server);
    Backend backend = Backend.of(api, url).orElse(Backend.OPENAI);
    return new EvalscopeTarget(
        new BenchOptions.Target(
            simulated,
            servers.isEmpty() ? server : servers.get(0),
            TargetsReader.inTurn(servers),
            url.endpoint(),
            backend,
            headers(settings, url.server()),
            TransportReader.of(settings)),
        chat);
  }

  /** {@code _resolve_openai_compatible_url} of 1.14. */
  private static EvalscopeUrl resolved(String api, EvalscopeUrl url) {
    return isResponses(api)
        ? url.forResponses().completed(suffix(api))
        : url.completed(suffix(api));
  }

  /** The simulated server has each API where real ones have it. */
  private static EvalscopeUrl onItsOwnPath(String api, EvalscopeUrl standard) {
    boolean taken = Backend.of(api, standard).isPresent();
    return taken
        ? standard
        : new EvalscopeUrl(standard.server(), Backend.path(api), standard.query());
  }

  private static boolean isResponses(String api) {
    return Backend.OPENAI_RESPONSES.names(ToolVersion.Tool.EVALSCOPE).contains(api);
  }

  private static String suffix(String api) {
    return Backend.suffixes(api).get(0);
  }

  /** The key goes over a header of that name. */
  private static Map<String, String> headers(Settings settings, ServerUrl server) {
    Map<String, String> headers = settings.pairs("headers");
    String key = settings.text("api-key");
    if (key != null) {
      headers.keySet().removeIf(AUTHORIZATION::equalsIgnoreCase);
      headers.put(AUTHORIZATION, "Bearer " + key);
    }
    if (server.authorization() != null) {
      if (headers.keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase)) {
        settings.problem(
            URL,
            "holds credentials, and --headers or --api-key gives Authorization as well; leave one"
                + " out",
            URL,
            "headers",
            "api-key");
      }
      headers.put(AUTHORIZATION, server.authorization());
    }
    return Collections.unmodifiableMap(headers);
  }
}
