package llmbench.dataset.trace;

/** A line is no call; the message says why, to follow the line's place. */
final class WrongLineException extends Exception {

  private static final long serialVersionUID = 1L;

  WrongLineException(String why) {
    super(why);
  }
}
