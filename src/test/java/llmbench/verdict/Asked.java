package llmbench.verdict;

import java.util.Map;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;

/**
 * What a run was asked for, as far as doubts need it. A run of evalscope has vLLM's names of it as
 * well.
 *
 * @param concurrency requests in flight at once; all of them where no limit was given
 * @param ignoreEos whether every answer is to be as long as asked
 * @param chat whether a chat template is put around each prompt
 * @param prefixTokens tokens that all prompts begin with, by design
 */
record Asked(int concurrency, boolean ignoreEos, boolean chat, int prefixTokens) {

  static Asked of(RecordedRun run) {
    RunFacts facts = run.facts();
    Map<String, String> options = facts == null ? Map.of() : facts.options();
    int requests = run.requests().size();
    return new Asked(
        Math.min(requests, number(options, "max-concurrency", requests)),
        "true".equals(options.get("ignore-eos")),
        "openai-chat".equals(options.get("backend")),
        number(options, "random-prefix-len", number(options, "prefix-length", 0)));
  }

  private static int number(Map<String, String> options, String name, int otherwise) {
    try {
      return Integer.parseInt(options.getOrDefault(name, ""));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
