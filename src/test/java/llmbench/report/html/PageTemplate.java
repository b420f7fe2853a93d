package llmbench.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page without its data: template, style and script, from the class path. The page allows
 * itself this one style and this one script, by their hashes.
 */
final class PageTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z0-9.]+)}}");
  private static final String OURS = "/llm-bench/page/";
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** A page of runs needs its room for them. */
  private static final Set<String> OF_LEVELS =
      Set.of("levelcharts.js", "levelpareto.js", "levels.js");

  private final String template;
  private final Map<String, String> parts = new HashMap<>();

  private PageTemplate(Predicate<String> needed) {
    template = read(OURS + "llm.html");
    List<String> scripts = read(OURS + "scripts.txt").lines().filter(needed).toList();
    StringBuilder script = new StringBuilder(read(CHARTS + "uPlot.iife.min.js")).append('\n');
    scripts.forEach(name -> script.append(read(OURS + name)).append('\n'));
    String style = read(CHARTS + "uPlot.min.css") + "\n" + read(OURS + "llm.css");
    parts.put("style", style);
    parts.put("script", script.toString());
    parts.put("style.sha256", sha256(style));
    parts.put("script.sha256", sha256(script.toString()));
  }

  /** Reads that of runs. */
  static PageTemplate read() {
    return new PageTemplate(script -> !OF_LEVELS.contains(script));
  }

  /** Reads that of levels, which has more scripts. */
  static PageTemplate ofLevels() {
    return new PageTemplate(script -> true);
  }

  /** The whole page. */
  String page(String title, String json) {
    Map<String, String> all = new HashMap<>(parts);
    all.put("title", escaped(title));
    // Ours has none of these; they end a script element, or a line of a script.
    all.put(
        "data",
        json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"));
    // In one go: what is put in may look like a place itself.
    return PLACE
        .matcher(template)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(all.get(place.group(1))).orElse(place.group())));
  }

  private static String escaped(String text) {
    StringBuilder html = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '<') {
                html.append("&lt;");
              } else if (c == '&') {
                html.append("&amp;");
              } else if (!Character.isISOControl(c)
                  && Character.getType(c) != Character.SURROGATE) {
                html.appendCodePoint(c);
              }
            });
    return html.toString();
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  private static String read(String resource) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
