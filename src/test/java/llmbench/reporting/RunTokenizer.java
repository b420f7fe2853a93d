package llmbench.reporting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import llmbench.options.ToolVersion;
import llmbench.options.recorded.ReportOptions;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;
import llmbench.tokenizer.Tokenizers;
import llmbench.tokenizer.Transformers;
import org.jspecify.annotations.Nullable;

/**
 * Counts with a run's own tokenizer, which is opened only when an answer needs it. Where counting
 * takes a while, it is said on standard error.
 */
public final class RunTokenizer implements ReportInput.Counter {

  private final CountingSign sign;
  private boolean failed;

  /** As reports have it. */
  public RunTokenizer() {
    this(line -> System.err.println("llm | " + line));
  }

  private RunTokenizer(Consumer<String> say) {
    sign = new CountingSign(say);
  }

  /** Whether there was a tokenizer, as far as one was needed. */
  public boolean available() {
    return !failed;
  }

  @Override
  public ToIntFunction<String> of(ReportOptions options) {
    return new Counting(
        options.target(), Transformers.of(options.version().orElseGet(ToolVersion::standard)));
  }

  /** Of one run. Each form of its report asks again: what takes a while is remembered. */
  private final class Counting implements ToIntFunction<String> {

    private final ReportOptions.Target target;
    private final Transformers transformers;
    private final Map<String, Integer> known = new HashMap<>();
    private @Nullable Opened opened;

    Counting(ReportOptions.Target target, Transformers transformers) {
      this.target = target;
      this.transformers = transformers;
    }

    @Override
    public int applyAsInt(String text) {
      if (target.skipsTokenizer()) {
        // As the tool, which was told to count nothing.
        return 1;
      }
      try {
        if (opened == null && !failed) {
          opened =
              Tokenizers.open(
                  target.tokenizer().orElse(null), target.model().orElse(null), transformers);
        }
      } catch (TokenizerException e) {
        failed = true;
      }
      // As vLLM bench 0.32 without a tokenizer.
      return opened == null ? 1 : count(opened.tokenizer()::count, text);
    }

    private int count(ToIntFunction<String> tokenizer, String text) {
      if (text.length() < CountingSign.SHORT_CHARS) {
        return sign.count(tokenizer, text);
      }
      String digest = digest(text);
      Integer before = known.get(digest);
      int count = before == null ? sign.count(tokenizer, text) : before;
      known.put(digest, count);
      return count;
    }
  }

  /** The texts themselves would fill the memory. */
  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
