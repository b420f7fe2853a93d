package llmbench.tokenizer;

/** A tokenizer can't be had as asked; the message is for people. */
public final class TokenizerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TokenizerException(String message) {
    super(message);
  }
}
