package llmbench.options.syntax;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of {@code evalscope perf}: server, path and query in one.
 *
 * @param server without path
 * @param path as it was written; may be empty
 * @param query with its question mark; empty for none
 */
public record EvalscopeUrl(ServerUrl server, String path, String query) {

  private static final Pattern PARTS = Pattern.compile("(/[^?#\\s]*)?(\\?[^#\\s]*)?");

  private static final String CHAT = "chat/completions";

  /** {@code _KNOWN_OPENAI_ENDPOINTS} of 1.14. */
  private static final List<String> ENDPOINTS =
      List.of(
          CHAT,
          "completions",
          "responses",
          "embeddings",
          "reranks",
          "rerank",
          "systemone",
          "decide");

  /** Whether a text is such a URL. */
  public static boolean isUrl(String text) {
    return read(text) != null;
  }

  /** Reads a URL; null when the text is none. */
  public static @Nullable EvalscopeUrl read(String text) {
    UrlText whole = UrlText.read(text);
    ServerUrl server = whole == null ? null : ServerUrl.of(whole.withPath(""));
    if (whole == null || server == null) {
      return null;
    }
    Matcher parts = PARTS.matcher(whole.path());
    if (!parts.matches()) {
      return null;
    }
    String path = parts.group(1) == null ? "" : parts.group(1);
    String query = parts.group(2) == null ? "" : parts.group(2);
    EvalscopeUrl url = new EvalscopeUrl(server, path, query);
    return ServerUrl.isPath(url.endpoint()) ? url : null;
  }

  /** {@code _resolve_openai_compatible_url} of 1.14: what ends with no endpoint gets this one. */
  public EvalscopeUrl completed(String suffix) {
    String bare = bare(path);
    boolean known = ENDPOINTS.stream().anyMatch(endpoint -> bare.endsWith("/" + endpoint));
    return known ? this : withPath(bare + "/" + suffix);
  }

  /** {@code _resolve_tokenize_prompt_url}: the completions beside a chat's. */
  public EvalscopeUrl forTokenIds() {
    String bare = bare(path);
    return isChat()
        ? withPath(bare.substring(0, bare.length() - CHAT.length()) + "completions")
        : this;
  }

  /** {@code _redirect_responses_url} of 1.14: the responses beside a chat's. */
  public EvalscopeUrl forResponses() {
    String bare = bare(path);
    return isChat()
        ? withPath(bare.substring(0, bare.length() - CHAT.length()) + "responses")
        : this;
  }

  private EvalscopeUrl withPath(String other) {
    return new EvalscopeUrl(server, other, query);
  }

  private static String bare(String path) {
    return path.replaceFirst("/+$", "");
  }

  /** Whether it ends as a chat's. */
  public boolean isChat() {
    return endsWith(CHAT);
  }

  /** Whether its path ends so, slashes behind it aside. */
  public boolean endsWith(String suffix) {
    return bare(path).endsWith(suffix);
  }

  /** Path and query as they are sent. */
  public String endpoint() {
    return (path.isEmpty() ? "/" : path) + query;
  }
}
