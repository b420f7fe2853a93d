package llmbench.dataset;

/** A dataset can't be built as asked; the message says why and what to change, for people. */
public final class DatasetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }
}
