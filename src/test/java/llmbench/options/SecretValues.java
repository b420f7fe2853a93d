package llmbench.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import llmbench.options.syntax.Hidden;
import llmbench.options.syntax.ProxyUrl;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * Which of a run's values are secret: by the names of headers and of fields of JSON bodies; of a
 * URL its credentials and its whole query.
 */
public final class SecretValues {

  private static final Pattern HEADER =
      Pattern.compile("auth|cookie|token|secret|key|passw|credential|session|signature");

  /** Narrower, since {@code max_tokens} and {@code stop_token_ids} are no secrets. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(authorization|cookie|secret|key|passw(or)?d|credentials?|[_-]token|^token)$");

  private SecretValues() {}

  /** All secrets of a run, as they are sent and as a user knows them. */
  public static List<String> of(BenchOptions options, @Nullable String apiKey) {
    Set<String> found = new LinkedHashSet<>();
    if (apiKey != null) {
      found.add(apiKey);
    }
    options.target().headers().forEach((name, value) -> addHeader(name, value, found));
    options.target().transport().proxy().ifPresent(proxy -> addProxy(proxy, found));
    int query = options.target().endpoint().indexOf('?');
    if (query >= 0) {
      addParts(options.target().endpoint().substring(query + 1), "&", found);
    }
    addFields(PythonJson.loads(options.sampling().extraBody()), found);
    options
        .evalscope()
        .ifPresent(
            asked -> {
              addFields(PythonJson.loads(asked.body().extraArgs()), found);
              asked
                  .body()
                  .queryTemplate()
                  .map(PythonJson::loads)
                  .ifPresent(t -> addFields(t, found));
            });
    found.removeIf(String::isBlank);
    return List.copyOf(found);
  }

  /** Whether a header of that name has a secret for its value. */
  public static boolean isHeader(String name) {
    return HEADER.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /** JSON without the values of fields that are secret; anything else as it is. */
  public static String hidden(String json) {
    JsonNode node = PythonJson.loads(json);
    if (node == null) {
      return json;
    }
    return hide(node) ? PythonJson.dumps(node) : json;
  }

  private static boolean hide(JsonNode node) {
    boolean changed = false;
    for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
      if (isField(field.getKey()) && node instanceof ObjectNode object) {
        object.put(field.getKey(), Hidden.MARK);
        changed = true;
      }
    }
    for (JsonNode child : node) {
      changed |= hide(child);
    }
    return changed;
  }

  private static boolean isField(String name) {
    return FIELD.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  private static void addFields(@Nullable JsonNode node, Set<String> found) {
    if (node == null) {
      return;
    }
    node.properties()
        .forEach(
            field -> {
              if (isField(field.getKey()) && field.getValue().isValueNode()) {
                found.add(field.getValue().asText());
              }
            });
    node.forEach(child -> addFields(child, found));
  }

  private static void addHeader(String name, String value, Set<String> found) {
    if (!isHeader(name)) {
      return;
    }
    int blank = value.indexOf(' ');
    if (blank >= 0 && name.toLowerCase(Locale.ROOT).endsWith("authorization")) {
      // The scheme in front is no secret.
      String credentials = value.substring(blank + 1).strip();
      found.add(credentials);
      addBasic(credentials, found);
    } else {
      found.add(value);
    }
    if (name.equalsIgnoreCase("cookie")) {
      addParts(value, ";", found);
    }
  }

  private static void addBasic(String credentials, Set<String> found) {
    try {
      String plain = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      if (colon >= 0) {
        found.add(plain);
        found.add(plain.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // Not Basic: a token, which is in already.
    }
  }

  private static void addProxy(ProxyUrl proxy, Set<String> found) {
    if (proxy.user() != null) {
      String plain = proxy.user() + ":" + proxy.password();
      found.add(proxy.password());
      found.add(plain);
      found.add(Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static void addParts(String text, String separator, Set<String> found) {
    List<String> parts = new ArrayList<>(List.of(text.split(separator, -1)));
    parts.forEach(part -> found.add(part.substring(part.indexOf('=') + 1).strip()));
  }
}
