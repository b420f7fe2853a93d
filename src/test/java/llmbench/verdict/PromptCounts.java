package llmbench.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;

/**
 * The prompts' tokens as the dataset counts them and as the server does.
 *
 * @param requests that the server has counted
 * @param asked tokens of a prompt by the dataset, mean
 * @param got tokens of a prompt by the server, mean
 * @param template tokens that the server has more, median: those of its chat template
 * @param spread how far single prompts are from the template's, mean
 * @param templateLimit the most tokens that a template explains
 */
record PromptCounts(
    int requests, double asked, double got, double template, double spread, int templateLimit) {

  /** Qwen2.5's has 29 tokens, gpt-oss's about 70; a longer one is no default. */
  private static final int LONGEST_TEMPLATE = 100;

  /** Without a template there may still be a token for the beginning. */
  private static final int BEGINNING = 1;

  /** As much as prompts may be off; never less than the token at a text's joint. */
  private static final double OFF = 0.02;

  static PromptCounts of(List<RequestRecord> answered, Asked asked) {
    int limit = asked.chat() ? LONGEST_TEMPLATE : BEGINNING;
    double sumAsked = 0;
    double sumGot = 0;
    double[] more = new double[answered.size()];
    int n = 0;
    for (RequestRecord request : answered) {
      Usage usage = request.usage();
      Integer counted = usage == null ? null : usage.promptTokens();
      if (counted != null && request.promptTokens() > 0) {
        sumAsked += request.promptTokens();
        sumGot += counted;
        more[n++] = counted - request.promptTokens();
      }
    }
    if (n == 0) {
      return new PromptCounts(0, 0, 0, 0, 0, limit);
    }
    double[] known = Arrays.copyOf(more, n);
    Arrays.sort(known);
    double template = known[n / 2];
    double spread = Arrays.stream(known).map(each -> Math.abs(each - template)).sum() / n;
    return new PromptCounts(n, sumAsked / n, sumGot / n, template, spread, limit);
  }

  Optional<Doubt> doubt() {
    double off = Math.max(1, OFF * asked);
    boolean doubtful = template > templateLimit + off || template < -off || spread > off;
    return requests > 0 && doubtful
        ? Optional.of(new ServerDoubt.PromptLengths(asked, got, template))
        : Optional.empty();
  }

  /** Tokens of the template, or what it may have at most where the server counted nothing. */
  double templateOrLimit() {
    return requests > 0 ? Math.max(0, template) : templateLimit;
  }
}
