package llmbench.timeline;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a load began later than at the moment it was asked for; run.json has it among its notes.
 *
 * @param seconds so much later
 */
public record BeganLate(double seconds) {

  private static final String BEFORE = "The load began ";
  private static final String BEHIND = " s later than -Dllm.start-at says: not all was prepared";
  private static final Pattern NOTE =
      Pattern.compile(Pattern.quote(BEFORE) + "(\\d+\\.\\d{3})" + Pattern.quote(BEHIND));

  /** The note, which says it to people. */
  public String note() {
    return BEFORE + String.format(Locale.ROOT, "%.3f", seconds) + BEHIND;
  }

  /** What a note says of it; empty for any other. */
  public static Optional<BeganLate> in(String note) {
    Matcher said = NOTE.matcher(note);
    return said.matches()
        ? Optional.of(new BeganLate(Double.parseDouble(said.group(1))))
        : Optional.empty();
  }
}
