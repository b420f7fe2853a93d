package llmbench.options.translate;

import java.util.List;
import java.util.Objects;
import llmbench.options.ToolVersion;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Prompt lengths of random prompts under the other tool's names. vLLM counts a prompt's own tokens,
 * evalscope those of a chat's template as well: the same number means the same in completions only,
 * which is checked where the URL is known.
 */
public final class LengthNames {

  private static final String INPUT = "random-input-len";
  private static final String MIN = "min-prompt-length";
  private static final String MAX = "max-prompt-length";
  private static final String RATIO = "random-range-ratio";

  private final ToolVersion compat;
  private final Problems problems;

  LengthNames(ToolVersion compat, Problems problems) {
    this.compat = compat;
    this.problems = problems;
  }

  /** Adds to a version's own options what the other tool's mean. */
  void translate(List<Given> foreign, List<Given> own) {
    Given min = null;
    Given max = null;
    for (Given given : foreign) {
      switch (given.option().name()) {
        case MIN -> min = given;
        case MAX -> max = given;
        case INPUT, "input-len" -> {
          own.add(given.as(EquivalentOptions.option(compat, MIN), given.words()));
          own.add(given.as(EquivalentOptions.option(compat, MAX), given.words()));
        }
        default -> {}
      }
    }
    if (min != null || max != null) {
      single(min, max, own);
    }
  }

  private void single(@Nullable Given min, @Nullable Given max, List<Given> own) {
    if (min != null && max != null && min.sameAs(max)) {
      own.add(min.as(EquivalentOptions.option(compat, INPUT), min.words()));
      return;
    }
    Given first = Objects.requireNonNull(min != null ? min : max);
    String shown = min != null && max != null ? min.shown() + " and " + max.shown() : first.shown();
    problems.add(
        shown,
        "vLLM's prompts have one length, "
            + INPUT
            + ": give both of evalscope's names, with the same value; for a range between them"
            + " give "
            + EquivalentOptions.EVALSCOPE);
  }

  /** Refuses vLLM's length for what evalscope would count in another way. */
  public static void checkEvalscope(Settings settings, boolean random, boolean withTemplate) {
    if (!settings.isForeign(MIN) && !settings.isForeign(MAX)) {
      return;
    }
    String about = settings.isForeign(MIN) ? MIN : MAX;
    if (!random) {
      settings.problem(about, "belongs to --dataset random", MIN, MAX);
    } else if (withTemplate) {
      settings.problem(
          about,
          "counts a prompt's own tokens, while evalscope's lengths include those of the chat"
              + " template (29 for Qwen2.5, so vLLM's 100 is evalscope's 129); give "
              + MIN
              + " and "
              + MAX,
          MIN,
          MAX);
    }
  }

  /** Refuses evalscope's lengths for what vLLM would count in another way. */
  public static void checkVllm(Settings settings, boolean chat, boolean varies) {
    if (!settings.isForeign(INPUT)) {
      return;
    }
    if (chat) {
      settings.problem(
          INPUT,
          "includes the chat template's tokens (29 for Qwen2.5, so evalscope's 129 is vLLM's"
              + " 100), while vLLM's length is a prompt's own; give "
              + INPUT,
          INPUT);
    } else if (varies) {
      settings.problem(
          INPUT,
          "one length for all prompts, but " + settings.shown(RATIO) + " varies it; leave one out",
          INPUT,
          RATIO);
    }
  }
}
