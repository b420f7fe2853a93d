package llmbench.verdict;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  /** Counts the prompts of answered requests. */
  static final class Sum {

    private double asked;
    private double got;
    private int requests;

    /** How many tokens the server has more, and how often. */
    private final TreeMap<Integer, Integer> more = new TreeMap<>();

    void add(RequestRecord request) {
      Usage usage = request.usage();
      Integer counted = usage == null ? null : usage.promptTokens();
      // A picture or a sound is so many tokens for the server as its model says.
      boolean isText = request.inputs().media() == 0;
      if (counted != null && isText && request.promptTokens() > 0) {
        asked += request.promptTokens();
        got += counted;
        requests++;
        more.merge(counted - request.promptTokens(), 1, Integer::sum);
      }
    }

    PromptCounts counts(Asked wish) {
      int limit = wish.chat() ? LONGEST_TEMPLATE : BEGINNING;
      int n = requests;
      if (n == 0 || !wish.counted()) {
        return new PromptCounts(0, 0, 0, 0, 0, limit);
      }
      int template = median();
      double spread = 0;
      for (Map.Entry<Integer, Integer> each : more.entrySet()) {
        spread += Math.abs((double) each.getKey() - template) * each.getValue();
      }
      return new PromptCounts(n, asked / n, got / n, template, spread / n, limit);
    }

    private int median() {
      int before = 0;
      for (Map.Entry<Integer, Integer> each : more.entrySet()) {
        before += each.getValue();
        if (before > requests / 2) {
          return each.getKey();
        }
      }
      throw new IllegalStateException("no prompt was counted");
    }
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
