package llmbench.verdict;

import java.util.Map;
import llmbench.runlog.RecordedRun;
import llmbench.timeline.RunFacts;

/**
 * What a run was asked for, as far as doubts need it. A run of evalscope has vLLM's names of it as
 * well.
 *
 * @param concurrency requests in flight at once: all of them where no limit was given, 0 where it
 *     is not known what was given
 * @param ignoreEos whether every answer is to be as long as asked
 * @param chat whether a chat template is put around each prompt; so it is where nothing is said
 * @param prefixTokens tokens that all prompts begin with, by design
 */
record Asked(int concurrency, boolean ignoreEos, boolean chat, int prefixTokens) {

  /** The backend of both tools' chat requests. */
  private static final String CHAT = "openai-chat";

  static Asked of(RecordedRun run) {
    RunFacts facts = run.facts();
    Map<String, String> options = facts == null ? Map.of() : facts.options();
    int requests = run.requests().size();
    int unlimited = options.containsKey("num-prompts") ? requests : 0;
    return new Asked(
        Math.min(requests, number(options, "max-concurrency", unlimited)),
        "true".equals(options.get("ignore-eos")),
        CHAT.equals(options.getOrDefault("backend", CHAT)),
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
