package llmbench.tokenizer;

import java.util.List;
import java.util.Optional;

/** Stands where a run has no tokenizer. Nobody may ask it for tokens. */
final class NoTokenizer implements Tokenizer {

  /** As a tokenizer that was opened. */
  static final Opened OPENED =
      new Opened(new NoTokenizer(), Optional.empty(), TokenizerFacts.NONE, List.of());

  private NoTokenizer() {}

  @Override
  public int[] encode(String text) {
    throw none();
  }

  @Override
  public String decode(int[] ids) {
    throw none();
  }

  @Override
  public int vocabSize() {
    throw none();
  }

  @Override
  public int[] specialIds() {
    throw none();
  }

  @Override
  public int addedSpecialTokens() {
    throw none();
  }

  @Override
  public String name() {
    return "none";
  }

  private static IllegalStateException none() {
    return new IllegalStateException("this run has no tokenizer: --skip-tokenizer-init");
  }
}
