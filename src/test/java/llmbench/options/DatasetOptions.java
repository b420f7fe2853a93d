package llmbench.options;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was asked for of a dataset: a record of its own values, validated. The dataset of that name
 * makes prompts of it.
 */
public interface DatasetOptions {

  /** The dataset's name in its tool; {@code prompt} for evalscope's fixed one. */
  String name();

  /** What is to be said before the prompts are made; empty for nothing. */
  default Optional<String> caution() {
    return Optional.empty();
  }

  /** Whether 0 prompts or less are all that there are; else at least one has to be asked for. */
  default boolean takesAllForNone() {
    return false;
  }

  /** How many requests so many prompts are: fewer where a request has several. */
  default int requests(int prompts) {
    return prompts;
  }

  /** Whether its requests are sent at times that the dataset has, whatever rate is asked for. */
  default boolean timesItself() {
    return false;
  }

  /** Options of the tool that count for nothing beside it, since it says these things itself. */
  default Set<String> replaces() {
    return Set.of();
  }

  /** Whether its requests name their models, so that none has to be given. */
  default boolean namesModels() {
    return false;
  }

  /** How many turns its conversations have; empty for a dataset of single requests. */
  default Optional<Turns> turns() {
    return Optional.empty();
  }

  /** How many requests are in flight at once, where an option of its own says that. */
  default OptionalInt atOnce() {
    return OptionalInt.empty();
  }

  /** Whether the tool's version has requests ignore the end of sequence, asked for or not. */
  default boolean ignoresEos(ToolVersion version) {
    return false;
  }
}
