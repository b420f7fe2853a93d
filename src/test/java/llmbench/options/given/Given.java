package llmbench.options.given;

import java.util.List;
import llmbench.options.syntax.ShellWords;
import llmbench.options.syntax.UrlText;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/**
 * An option as the user gave it, at one place.
 *
 * @param option which option
 * @param flag how the user wrote its name, with what stands before it
 * @param source where
 * @param words its values; the words true or false for a switch
 * @param written what the user wrote, where that is an option of the other tool
 */
public record Given(
    Option option, String flag, Source source, List<String> words, Written written) {

  /** As much of a value as is shown. */
  private static final int LONGEST = 60;

  /** An option and its values as the user wrote them. */
  record Written(Option option, List<String> words) {
    Written {
      words = List.copyOf(words);
    }
  }

  public Given {
    words = List.copyOf(words);
  }

  /** An option of the tool whose requests are sent. */
  public Given(Option option, String flag, Source source, List<String> words) {
    this(option, flag, source, words, new Written(option, words));
  }

  /** What this means as another option. */
  public Given as(Option other, List<String> value) {
    return new Given(other, flag, source, value, written);
  }

  /** The only value. */
  public String word() {
    return words.get(0);
  }

  /** Whether each value is one that the option may have. */
  public boolean fits() {
    return misfit() == null;
  }

  /** What was expected instead of the first value that the option can't have; null for none. */
  public @Nullable String misfit() {
    for (String word : words) {
      String misfit = option.type().misfit(word);
      if (misfit != null) {
        return misfit;
      }
    }
    return null;
  }

  /** Whether two values of one option mean the same. */
  public boolean sameAs(Given other) {
    if (words.size() != other.words.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (!option.type().same(words.get(i), other.words.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What was written and where, for a problem; without values that may be secret. */
  public String shown() {
    return source.shown(flag, written.option.isSecret() ? writtenUrl() : writtenValue());
  }

  /** The value of a URL without what may be secret; null for anything else that may. */
  private @Nullable String writtenUrl() {
    String name = written.option.name();
    boolean named = (name.endsWith("url") || name.equals("proxy")) && written.words.size() == 1;
    UrlText url = named ? UrlText.read(written.words.get(0)) : null;
    return url == null ? null : shortened(url.withoutSecrets());
  }

  private String writtenValue() {
    if (written.option.arity().isSwitch()) {
      boolean off = written.words.contains("false") && !flag.contains("no-");
      return off ? "false" : "";
    }
    if (written.option.name().equals("endpoint") && word().contains("?")) {
      // A query may hold a key.
      return shortened(word().substring(0, word().indexOf('?')) + "?…");
    }
    return shortened(ShellWords.join(written.words));
  }

  private static String shortened(String whole) {
    String text = whole.replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
