package llmbench.simserver.stream;

import java.util.function.Supplier;

/** What of a request's prompt has to be computed before its first token. Any thread may call. */
public interface Prefill {

  /** How many tokens the prompt has, as far as the model of time needs to know. */
  int promptTokens();

  /** How many of them are there already, if it were taken up now. */
  int cachedTokens();

  /** It is taken up; how many tokens of its prompt were there already. */
  int begin();

  /** It is over, begun or not; {@code answer} is what was written. */
  void over(Supplier<String> answer);

  /** All of so many tokens. */
  static Prefill whole(int tokens) {
    return new Prefill() {
      @Override
      public int promptTokens() {
        return tokens;
      }

      @Override
      public int cachedTokens() {
        return 0;
      }

      @Override
      public int begin() {
        return 0;
      }

      @Override
      public void over(Supplier<String> answer) {
        // Nothing of it is kept.
      }
    };
  }
}
