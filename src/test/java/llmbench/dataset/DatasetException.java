package llmbench.dataset;

/** A dataset can't be made as asked; the message is for people. */
public final class DatasetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatasetException(String message) {
    super(message);
  }
}
