package llmbench.target;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import llmbench.timeline.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What a run must not write although a server may say it: a refusal that repeats the key, say.
 *
 * <p>Looked for as it is and as JSON and URLs write it. Immutable.
 */
public final class Secrets {

  /** No secrets. */
  public static final Secrets NONE = new Secrets(List.of());

  /** Shorter ones, such as vLLM's usual {@code EMPTY}, are no secrets, but parts of words. */
  public static final int MIN_CHARS = 6;

  private static final String HIDDEN = "***";

  private final List<String> forms;

  private Secrets(List<String> forms) {
    this.forms = forms;
  }

  /** Secrets of these values, as far as they are long enough. */
  public static Secrets of(Collection<String> values) {
    Set<String> forms = new LinkedHashSet<>();
    for (String value : values) {
      if (value.length() >= MIN_CHARS) {
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
        forms.add(value);
        forms.add(json);
        forms.add(json.replace("/", "\\/"));
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return new Secrets(
        forms.stream().sorted(Comparator.comparing(String::length).reversed()).toList());
  }

  /** A text without them; nor does it end with the beginning of one that was cut off. */
  public String hide(String text) {
    String hidden = text;
    for (String form : forms) {
      hidden = hidden.replace(form, HIDDEN);
    }
    for (String form : forms) {
      for (int length = form.length() - 1; length >= MIN_CHARS; length--) {
        if (hidden.endsWith(form.substring(0, length))) {
          hidden = hidden.substring(0, hidden.length() - length) + HIDDEN;
        }
      }
    }
    return hidden;
  }

  /** Likewise; null stays null. */
  public @Nullable String hideOrNull(@Nullable String text) {
    return text == null ? null : hide(text);
  }

  /** A fault whose texts are without them; null stays null. */
  public @Nullable Fault hide(@Nullable Fault fault) {
    return fault == null || forms.isEmpty() ? fault : fault.withTexts(this::hide);
  }

  /** Says nothing of them. */
  @Override
  public String toString() {
    return "Secrets[***]";
  }
}
