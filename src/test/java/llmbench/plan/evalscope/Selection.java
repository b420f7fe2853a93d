package llmbench.plan.evalscope;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a search has found.
 *
 * @param criteria what it searched for, as evalscope shows it
 * @param mode {@code constraint}, {@code max} or {@code min}
 * @param selected the load; empty where none will do
 * @param observed the extreme, of a search for one
 * @param reason of the one or the other
 */
public record Selection(
    String criteria, String mode, OptionalInt selected, OptionalDouble observed, String reason) {

  /** The tool's word for whether there is one. */
  public String status() {
    return selected.isPresent() ? "best_observed" : "none";
  }
}
