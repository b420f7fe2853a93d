package llmbench.verdict;

import java.util.Locale;
import llmbench.timeline.Counted;

/** Reasons that lie in what the server answered. */
public sealed interface ServerDoubt extends Doubt {

  /** A chunk is not a token, so a gap between chunks is none between tokens. */
  record ChunksAreNotTokens(double tokensPerChunk, long tokens, long chunks)
      implements ServerDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "chunks are not tokens: %.2f tokens per chunk (%d in %d)",
          tokensPerChunk,
          tokens,
          chunks);
    }

    @Override
    public String advice() {
      return "ITL and the peak rate are of chunks; TPOT and the throughput are of tokens.";
    }
  }

  /** What was sent may be answered from a cache, which would be faster. */
  record PromptsSentBefore() implements ServerDoubt {

    @Override
    public String message() {
      return "an earlier level has sent the same prompts, which the server may have in its prefix"
          + " cache: it doesn't empty it when it is asked to";
    }

    @Override
    public String advice() {
      return "Start vLLM with VLLM_SERVER_DEV_MODE=1 or --no-enable-prefix-caching, or take random"
          + " prompts.";
    }
  }

  /** Many chunks came together, in one network read. */
  record ChunksCoalesced(double share, long together, long gaps) implements ServerDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%.0f %% of the chunks came in one network read with the one before: their gap is 0",
          100 * share);
    }

    @Override
    public String advice() {
      return "A proxy, the network or a busy client bundles them: trust TPOT, not ITL.";
    }
  }

  /** Answers are not as long as was asked, although the model was to ignore its end. */
  record OutputLengths(int requests, int of, double asked, double got) implements ServerDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,d of %s %s not as long as asked: %.1f tokens on average, where %.1f were asked for",
          requests,
          Counted.of(of, "answer"),
          Counted.be(requests),
          got,
          asked);
    }

    @Override
    public String advice() {
      return "The server doesn't honour ignore_eos, or its context is too short for both.";
    }
  }

  /** The server counts the prompts otherwise than the dataset. */
  record PromptLengths(double asked, double got, double template) implements ServerDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "prompts have %.1f tokens on average by the dataset, %.1f by the server: no chat template"
              + " explains that",
          asked,
          got);
    }

    @Override
    public String advice() {
      return "Another tokenizer than the server's has made them: pass the model's (--tokenizer).";
    }
  }

  /** The server had parts of the prompts in its prefix cache. */
  record WarmPrefixCache(double share, long cachedTokens, long promptTokens, String source)
      implements ServerDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "the prefix cache was warm: %.0f %% of the prompts' tokens were in it (by %s)",
          100 * share,
          source);
    }

    @Override
    public String advice() {
      return "TTFT is too good: take another --seed, restart the server, or reset its cache.";
    }
  }

  /** Requests went out twice: the server had closed the connection that was kept for them. */
  record SentAgain(int requests, int of) implements ServerDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,d of %s %s sent again, because the server had closed the connection kept open for"
              + " %s: %s TTFT counts from the last sending",
          requests,
          Counted.of(of, "successful request"),
          Counted.were(requests),
          requests == 1 ? "it" : "them",
          requests == 1 ? "its" : "their");
    }

    @Override
    public String advice() {
      return "Have the server, or a proxy before it, keep idle connections open longer (vLLM:"
          + " VLLM_HTTP_TIMEOUT_KEEP_ALIVE).";
    }
  }

  /** Much of the time to the first token isn't the server's, by its own account. */
  record TtftBeyondServer(double beyondMillis, double serverMillis, long answers)
      implements ServerDoubt {

    @Override
    public String message() {
      return String.format(
          Locale.ROOT,
          "TTFT is not the server's alone: at the median of %s %.1f ms are network, front end and"
              + " client, beside %.1f ms by the server's own account (%.0f %%)",
          Counted.of(answers, "answer"),
          beyondMillis,
          serverMillis,
          100 * beyondMillis / serverMillis);
    }

    @Override
    public String advice() {
      return "Measure from nearer to the server, without a proxy, on a calmer client; or read the"
          + " server's own account beside TTFT.";
    }
  }
}
