package llmbench.options.translate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.syntax.EvalscopeUrl;
import llmbench.options.syntax.UrlText;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/**
 * The server under the other tool's names: evalscope's one URL is vLLM's base URL and endpoint, and
 * its path says which backend is meant.
 */
final class UrlNames {

  private static final String URL = "url";
  private static final String BASE_URL = "base-url";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String ENDPOINT = "endpoint";
  private static final String BACKEND = "backend";

  /** evalscope's API that vLLM's backends are the paths of. */
  private static final String API = "openai";

  private final ToolVersion compat;
  private final Problems problems;

  UrlNames(ToolVersion compat, Problems problems) {
    this.compat = compat;
    this.problems = problems;
  }

  /** Adds to vLLM's own options what evalscope's URL means. */
  void split(List<Given> foreign, List<Given> own) {
    Given given = find(foreign, URL);
    if (given == null) {
      return;
    }
    EvalscopeUrl url =
        Objects.requireNonNull(EvalscopeUrl.read(given.word()))
            .completed(Backend.suffixes(API).get(0));
    UrlText whole = Objects.requireNonNull(UrlText.read(given.word())).withPath(url.endpoint());
    Given base = find(own, BASE_URL);
    if (base != null && base.fits() && whole.isWithin(base(base))) {
      add(given, BASE_URL, base.word(), own);
      add(given, ENDPOINT, whole.path().substring(base(base).path().length()), own);
    } else {
      add(given, BASE_URL, whole.withPath("").toString(), own);
      add(given, ENDPOINT, whole.path(), own);
    }
    if (find(own, BACKEND) == null) {
      Backend backend = Backend.of(API, url).orElse(Backend.OPENAI);
      add(given, BACKEND, backend.label(), own);
    }
    checkPart(given, whole, find(own, HOST));
    checkPart(given, whole, find(own, PORT));
  }

  private void add(Given given, String name, String value, List<Given> own) {
    own.add(given.as(EquivalentOptions.option(compat, name), List.of(value)));
  }

  private void checkPart(Given given, UrlText url, @Nullable Given part) {
    if (part != null && part.fits() && !with(url, part, "").isSameAs(url)) {
      problems.addDifferent(given, part);
    }
  }

  /** Puts vLLM's options into evalscope's URL, which is that of the levels under it without one. */
  void join(List<Given> foreign, Map<String, Given> level, Map<String, Given> under) {
    List<Given> parts =
        List.of(BASE_URL, HOST, PORT, ENDPOINT).stream()
            .flatMap(name -> foreign.stream().filter(each -> each.option().name().equals(name)))
            .toList();
    Given own = level.get(URL);
    UrlText start = parts.isEmpty() ? null : start(own != null ? own : under.get(URL));
    if (start == null) {
      return;
    }
    Given base = find(parts, BASE_URL);
    String prefix = base == null ? "" : base(base).path();
    UrlText url = start;
    for (Given part : parts) {
      UrlText before = url;
      url = with(before, part, prefix);
      if (own != null && !with(start, part, prefix).isSameAs(start)) {
        problems.addDifferent(own, part);
      }
      boolean address = part.option().name().equals(HOST) || part.option().name().equals(PORT);
      if (own == null && base != null && address && !url.isSameAs(before)) {
        problems.addDifferent(base, part);
      }
    }
    if (own == null) {
      Option option = EquivalentOptions.option(compat, URL);
      level.put(URL, parts.get(0).as(option, List.of(url.toString())));
    }
  }

  /** The URL that parts are put into; null when it is none, which is said elsewhere. */
  private @Nullable UrlText start(@Nullable Given given) {
    String standard = EquivalentOptions.option(compat, URL).defaultIn(compat);
    return UrlText.read(given == null ? String.valueOf(standard) : given.word());
  }

  private static UrlText with(UrlText url, Given part, String prefix) {
    String value = part.word();
    return switch (part.option().name()) {
      case HOST -> url.withHost(value);
      case PORT -> url.withPort(part.option().type().normal().apply(value));
      case ENDPOINT -> url.withPath(prefix + value);
      default -> onBase(url, base(part));
    };
  }

  private static UrlText base(Given given) {
    UrlText url = Objects.requireNonNull(UrlText.read(given.word()));
    return url.withPath(url.path().replaceFirst("/+$", ""));
  }

  /** A base URL may have a path before the endpoint's. */
  private static UrlText onBase(UrlText url, UrlText base) {
    boolean within = base.path().isEmpty() ? url.withPath("").isSameAs(base) : url.isWithin(base);
    return within ? url : base.withPath(base.path() + url.path());
  }

  private static @Nullable Given find(List<Given> all, String name) {
    return all.stream().filter(each -> each.option().name().equals(name)).findFirst().orElse(null);
  }
}
