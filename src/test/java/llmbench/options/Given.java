package llmbench.options;

import java.util.List;
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
record Given(Option option, String flag, Source source, List<String> words, Written written) {

  /** As much of a value as is shown. */
  private static final int LONGEST = 60;

  /** An option and its values as the user wrote them. */
  record Written(Option option, List<String> words) {
    Written {
      words = List.copyOf(words);
    }
  }

  Given {
    words = List.copyOf(words);
  }

  /** An option of the tool whose requests are sent. */
  Given(Option option, String flag, Source source, List<String> words) {
    this(option, flag, source, words, new Written(option, words));
  }

  /** What this means as another option. */
  Given as(Option other, List<String> value) {
    return new Given(other, flag, source, value, written);
  }

  /** The only value. */
  String word() {
    return words.get(0);
  }

  /** Whether each value is one that the option may have. */
  boolean fits() {
    return misfit() == null;
  }

  /** What was expected instead of the first value that the option can't have; null for none. */
  @Nullable String misfit() {
    for (String word : words) {
      String misfit = option.type().misfit(word);
      if (misfit != null) {
        return misfit;
      }
    }
    return null;
  }

  /** Whether two values of one option mean the same. */
  boolean sameAs(Given other) {
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
  String shown() {
    return source.shown(flag, written.option.isSecret() ? writtenUrl() : writtenValue());
  }

  /** The value of a URL without what may be secret; null for anything else that may. */
  private @Nullable String writtenUrl() {
    boolean named = written.option.name().endsWith("url") && written.words.size() == 1;
    UrlText url = named ? UrlText.read(written.words.get(0)) : null;
    return url == null ? null : shortened(url.withoutSecrets());
  }

  private String writtenValue() {
    if (written.option.arity().isSwitch()) {
      boolean off = written.words.contains("false") && !flag.contains("no-");
      return off ? "false" : "";
    }
    return shortened(ShellWords.join(written.words));
  }

  private static String shortened(String whole) {
    String text = whole.replaceAll("\\p{Cntrl}", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
