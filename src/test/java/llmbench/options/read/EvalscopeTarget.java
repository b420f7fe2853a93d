package llmbench.options.read;

import java.util.Collections;
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
      url = url.completed(Backend.suffixes(api).get(0));
      if (Backend.of(api, url).isEmpty()) {
        settings.problem(
            URL,
            "expected a URL that ends with "
                + Enumeration.or(Backend.suffixes(api))
                + "; other endpoints aren't supported",
            URL);
      }
    }
    String asked = settings.text("apply-chat-template");
    boolean chat = asked == null ? url.isChat() : asked.equals("true");
    if (settings.isOn("tokenize-prompt")) {
      url = url.forTokenIds();
      if (settings.text("tokenizer-path") == null) {
        settings.problem(
            "tokenize-prompt",
            "needs --tokenizer-path: the server is sent that tokenizer's ids",
            "tokenizer-path");
      }
    }
    Backend backend = Backend.of(api, url).orElse(Backend.OPENAI);
    return new EvalscopeTarget(
        new BenchOptions.Target(
            simulated,
            url.server().uri(),
            url.endpoint(),
            backend,
            headers(settings, url.server()),
            TransportReader.of(settings)),
        chat);
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
