package llmbench.run;

import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.injection.PromptsAhead;
import llmbench.timeline.RunFacts;

/** What run.json says of a run's prompts. */
final class PromptFacts {

  private PromptFacts() {}

  /**
   * How many, and their tokens. Where not all were made, the tokens are those of the prompts that
   * were sent, and it is said how many these are; nothing of it before the first is. Warm-up
   * requests that were part of the load are counted beside them, and probes that were sent.
   */
  static Map<String, Long> of(PromptsAhead.Account prompts, int probes) {
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
    if (probes > 0) {
      facts.put(RunFacts.PROBES, (long) probes);
    }
    return facts;
  }
}
