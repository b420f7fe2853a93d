package llmbench.options.read;

import java.util.List;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/** The options that a command line may have, by the names that users write. */
interface KnownFlags {

  /** The option of exactly that name; null when there is none. */
  @Nullable Option exactly(String name);

  /** The full name of a flag with one dash, such as {@code -n}; null when there is none. */
  @Nullable String ofShort(String flag);

  /** Names that begin so, as argparse abbreviates. */
  List<String> beginning(String name);

  /**
   * Why a name isn't known, and what may have been meant.
   *
   * @param prefix what stands before names at that place
   */
  String unknown(String name, String prefix);
}
