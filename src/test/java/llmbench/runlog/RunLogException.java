package llmbench.runlog;

/** What a run left behind can't be read; the message is for people. */
public class RunLogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunLogException(String message) {
    super(message);
  }
}
