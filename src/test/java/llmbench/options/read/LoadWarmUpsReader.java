package llmbench.options.read;

import llmbench.options.BenchOptions;
import llmbench.options.given.Settings;
import llmbench.options.table.ArrivalOptions;
import org.jspecify.annotations.Nullable;

/** Reads how many requests go before the measured ones as part of the load. */
final class LoadWarmUpsReader {

  private static final String NAME = ArrivalOptions.LOAD_WARMUPS;

  private LoadWarmUpsReader() {}

  /**
   * How many, 0 for none; what can't be is a problem of the settings.
   *
   * @param load that they are part of
   */
  static int of(Settings settings, BenchOptions.Load load) {
    @Nullable String text = settings.text(NAME);
    if (text == null || text.equals("0")) {
      return 0;
    }
    if (load.maxConcurrency().isEmpty() && load.paced().isEmpty()) {
      settings.problem(
          NAME,
          "all prompts are sent at once, so there is no load to go before; give "
              + settings.called("max-concurrency")
              + " or "
              + settings.called("request-rate")
              + " as well",
          NAME);
      return 0;
    }
    return text.endsWith(ArrivalOptions.EACH) ? each(settings, text, load) : Integer.parseInt(text);
  }

  /** Those of evalscope draw from the generator of the measured ones, as the tool has it. */
  static void refuse(Settings settings) {
    if (settings.text(NAME) != null) {
      settings.problem(
          NAME,
          "goes before vLLM bench's requests; evalscope 1.14 has --warmup-num of its own",
          NAME);
    }
  }

  private static int each(Settings settings, String text, BenchOptions.Load load) {
    if (load.maxConcurrency().isEmpty()) {
      settings.problem(
          NAME,
          "no number of requests is in flight at once; expected how many go first, such as 100",
          NAME);
      return 0;
    }
    int times = Integer.parseInt(text.substring(0, text.length() - ArrivalOptions.EACH.length()));
    long all = (long) times * load.maxConcurrency().getAsInt();
    if (all > Integer.MAX_VALUE) {
      settings.problem(NAME, "that is " + all + " requests; expected fewer", NAME);
      return 0;
    }
    return (int) all;
  }
}
