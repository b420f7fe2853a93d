package llmbench.tokenizer;

/** A tokenizer or chat template can't be used; the message says why and what to do, for people. */
public final class TokenizerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TokenizerException(String message) {
    super(message);
  }

  TokenizerException(String message, Throwable cause) {
    super(message, cause);
  }
}
