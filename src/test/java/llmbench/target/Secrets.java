package llmbench.target;

import java.util.ArrayList;
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
 * <p>Looked for as it is and behind any escapes of JSON, URLs and HTML. Immutable.
 */
public final class Secrets {

  /** No secrets. */
  public static final Secrets NONE = new Secrets(List.of(), false);

  /** Shorter ones, such as vLLM's usual {@code EMPTY}, are no secrets, but parts of words. */
  public static final int MIN_CHARS = 6;

  private static final String HIDDEN = "***";

  /** Each secret, and what it reads as itself where it has what looks like an escape. */
  private final List<String> forms;

  private final boolean plusIsBlank;

  /** A part of a text. */
  private record Part(int from, int to) {}

  private Secrets(List<String> forms, boolean plusIsBlank) {
    this.forms = forms;
    this.plusIsBlank = plusIsBlank;
  }

  /** Secrets of these values, as far as they are long enough. */
  public static Secrets of(Collection<String> values) {
    boolean plusIsBlank = values.stream().anyMatch(value -> value.indexOf(' ') >= 0);
    Set<String> forms = new LinkedHashSet<>();
    for (String value : values) {
      if (value.length() >= MIN_CHARS) {
        Unescaped.layers(value, plusIsBlank).forEach(layer -> forms.add(layer.text()));
      }
    }
    forms.removeIf(form -> form.length() < MIN_CHARS);
    return new Secrets(List.copyOf(forms), plusIsBlank);
  }

  /** A text without them; nor does it end with the beginning of one that was cut off. */
  public String hide(String text) {
    if (forms.isEmpty()) {
      return text;
    }
    List<Part> found = new ArrayList<>();
    for (Unescaped layer : Unescaped.layers(text, plusIsBlank)) {
      for (String form : forms) {
        find(form, layer, found);
        findCutOff(form, layer, text.length(), found);
      }
    }
    return found.isEmpty() ? text : without(found, text);
  }

  private static void find(String form, Unescaped layer, List<Part> found) {
    int at = layer.text().indexOf(form);
    while (at >= 0) {
      int end = at + form.length();
      found.add(new Part(layer.placeInText(at), layer.placeInText(end)));
      at = layer.text().indexOf(form, end);
    }
  }

  private static void findCutOff(String form, Unescaped layer, int end, List<Part> found) {
    for (int length = form.length() - 1; length >= MIN_CHARS; length--) {
      if (layer.text().endsWith(form.substring(0, length))) {
        found.add(new Part(layer.placeInText(layer.text().length() - length), end));
        return;
      }
    }
  }

  private static String without(List<Part> found, String text) {
    found.sort(Comparator.comparingInt(Part::from).thenComparingInt(Part::to));
    StringBuilder hidden = new StringBuilder();
    int done = 0;
    for (Part part : found) {
      if (part.from() >= done) {
        hidden.append(text, done, part.from()).append(HIDDEN);
      }
      done = Math.max(done, part.to());
    }
    return hidden.append(text, done, text.length()).toString();
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
