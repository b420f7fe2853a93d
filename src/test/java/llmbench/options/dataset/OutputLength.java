package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.one;

import java.util.OptionalInt;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * How many output tokens vLLM bench asks for: the dataset's own option, or since 0.32 one that goes
 * over those of most datasets ({@code main_async()} of serve.py).
 */
final class OutputLength {

  private static final String NAME = "output-len";

  /** Of each dataset whose own option it goes over. */
  static final Option OPTION =
      one(NAME, ValueType.whole())
          .since(VLLM_0_32)
          .honoured("output tokens, over the dataset's own option; not speed_bench's");

  /** That the file says it; only custom's can. */
  static final int OF_THE_FILE = -1;

  private OutputLength() {}

  /** The option that counts. */
  static String name(Settings settings, String own) {
    return settings.text(NAME) == null ? own : NAME;
  }

  /** The length; empty where none is given and the dataset's option has no default. */
  static OptionalInt optional(Settings settings, String own) {
    OptionalInt length = settings.optionalWhole(name(settings, own));
    if (length.isPresent() && length.getAsInt() < 0) {
      String about = name(settings, own);
      settings.problem(about, "expected a whole number from 0", about);
      return OptionalInt.of(0);
    }
    return length;
  }

  /** The length of a dataset whose option has a default. */
  static int of(Settings settings, String own) {
    return optional(settings, own).orElseThrow();
  }

  /** The length, or that each row of the file says its own. */
  static int orOfTheFile(Settings settings, String own) {
    return settings.whole(name(settings, own)) == OF_THE_FILE ? OF_THE_FILE : of(settings, own);
  }
}
