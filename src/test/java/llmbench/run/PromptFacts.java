package llmbench.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import llmbench.injection.PromptsAhead;
import llmbench.timeline.RunFacts;
import llmbench.tokenizer.Opened;

/** What run.json says of a run's prompts, and what its user is told. */
final class PromptFacts {

  private PromptFacts() {}

  /**
   * How many, and their tokens. Where not all were made, the tokens are those of the prompts that
   * were sent, and it is said how many these are; nothing of it before the first is. Warm-up
   * requests that were part of the load are counted beside them.
   */
  static Map<String, Long> of(PromptsAhead.Account prompts) {
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("prompts", (long) prompts.all());
    if (prompts.isWhole()) {
      facts.put("prompt_tokens", prompts.madeTokens());
    } else if (prompts.sent() > 0) {
      facts.put("prompt_tokens", prompts.sentTokens());
      facts.put("prompts_taken", (long) prompts.sent());
    }
    if (prompts.warmUps() > 0) {
      facts.put(RunFacts.WARM_UPS, (long) prompts.warmUps());
    }
    return facts;
  }

  /**
   * What is said of them when they are made.
   *
   * @param seconds how long that took
   */
  static String said(PromptsAhead.Account prompts, Opened tokenizer, double seconds) {
    if (tokenizer.isNone()) {
      return String.format(
          Locale.ROOT, "Prompts: %,d; %,d made in %.1f s", prompts.all(), prompts.made(), seconds);
    }
    String name = tokenizer.tokenizer().name();
    return prompts.isWhole()
        ? String.format(
            Locale.ROOT,
            "Prompts: %,d, with %,d tokens by the tokenizer %s; made in %.1f s",
            prompts.all(),
            prompts.madeTokens(),
            name,
            seconds)
        : String.format(
            Locale.ROOT,
            "Prompts: %,d; the first %,d, with %,d tokens by the tokenizer %s, made in %.1f s,"
                + " the others while they are sent",
            prompts.all(),
            prompts.made(),
            prompts.madeTokens(),
            name,
            seconds);
  }
}
