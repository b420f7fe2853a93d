package llmbench.options.dataset;

import java.util.List;
import java.util.Optional;
import llmbench.options.given.Settings;

/**
 * To what length the texts of a dataset of evalscope are brought, instead of being left out: {@code
 * target_input_len} and what goes with it in {@code --dataset-args}.
 *
 * <p>Source: {@code TextLengthArgs} in evalscope/perf/plugin/datasets/dataset_args.py.
 *
 * @param target tokens, without those of the chat template; above 0
 * @param drops whether shorter texts are left out
 * @param prefix the file whose text goes before shorter ones, to fill them up; not where they are
 *     left out
 * @param asSystem whether that text is a message of the system, where there are messages
 */
public record InputLength(int target, boolean drops, Optional<String> prefix, boolean asSystem) {

  private static final String TARGET = "target_input_len";
  private static final String MODE = "input_len_mode";
  private static final String PREFIX = "prefix_file";
  private static final String ROLE = "prefix_role";

  private static final List<String> KEYS = List.of(TARGET, MODE, PREFIX, ROLE);

  /** What was asked for; empty where lengths are only limited. */
  static Optional<InputLength> of(Settings settings, String dataset) {
    DatasetArgs args = DatasetArgs.of(settings, dataset, KEYS);
    Integer target = args.wholeAboveZero(TARGET);
    boolean drops = args.word(MODE, List.of("cap", "drop")).equals("drop");
    Optional<String> prefix = Optional.ofNullable(args.text(PREFIX));
    boolean asSystem = args.word(ROLE, List.of("system", "user")).equals("system");
    if (prefix.isPresent() && drops) {
      settings.problem(
          DatasetArgs.NAME,
          "has \"prefix_file\" and \"input_len_mode\": \"drop\", which leaves nothing to fill up;"
              + " leave one out",
          DatasetArgs.NAME);
    }
    if (target == null) {
      if (prefix.isPresent()) {
        settings.problem(
            DatasetArgs.NAME,
            "\"prefix_file\" needs a \"target_input_len\": it fills prompts up to that length",
            DatasetArgs.NAME);
      }
      return Optional.empty();
    }
    if (settings.text("tokenizer-path") == null) {
      settings.problem(
          DatasetArgs.NAME,
          "\"target_input_len\" needs --tokenizer-path: it counts that tokenizer's tokens",
          DatasetArgs.NAME,
          "tokenizer-path");
    }
    return Optional.of(new InputLength(target, drops, prefix, asSystem));
  }
}
