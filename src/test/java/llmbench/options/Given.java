package llmbench.options;

import java.util.List;

/**
 * An option as the user gave it, at one place.
 *
 * @param option which option
 * @param flag how the user wrote its name, with what stands before it
 * @param source where
 * @param words its values; the words true or false for a switch
 */
record Given(Option option, String flag, Source source, List<String> words) {

  /** As much of a value as is shown. */
  private static final int LONGEST = 60;

  Given {
    words = List.copyOf(words);
  }

  /** What was written and where, for a problem; without values that may be secret. */
  String shown() {
    return source.shown(flag, option.isSecret() ? null : writtenValue());
  }

  private String writtenValue() {
    if (option.arity().isSwitch()) {
      return "";
    }
    String written = ShellWords.join(words).replaceAll("\\p{Cntrl}", "?");
    return written.length() <= LONGEST ? written : written.substring(0, LONGEST) + "…";
  }
}
