package llmbench.verdict;

import llmbench.options.recorded.ReportOptions;
import llmbench.runlog.RecordedRun;

/**
 * What a run was asked for, as far as doubts need it. A run of evalscope has vLLM's names of it as
 * well.
 *
 * @param concurrency requests in flight at once: all of them where no limit was given, 0 where it
 *     is not known what was given, and where a rate says how many there are
 * @param ignoreEos whether every answer is to be as long as asked
 * @param chat whether a chat template is put around each prompt; so it is where nothing is said
 * @param tokens whether answers are made of them
 * @param prefixTokens tokens that all prompts begin with, by design
 * @param counted whether the dataset counted its prompts' tokens
 */
record Asked(
    int concurrency,
    boolean ignoreEos,
    boolean chat,
    boolean tokens,
    int prefixTokens,
    boolean counted) {

  /** Of a run with these options; nothing was asked for where it has no run.json. */
  static Asked of(RecordedRun run, ReportOptions options) {
    ReportOptions.Load load = options.load();
    int requests = run.requests().size();
    int unlimited = load.numPrompts().isPresent() ? requests : 0;
    return new Asked(
        load.pace().isPresent() ? 0 : Math.min(requests, load.maxConcurrency().orElse(unlimited)),
        load.ignoreEos(),
        options.target().isTemplated(),
        options.target().hasTokens(),
        load.prefixTokens(),
        !options.target().skipsTokenizer());
  }
}
