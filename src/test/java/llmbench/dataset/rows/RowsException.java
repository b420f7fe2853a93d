package llmbench.dataset.rows;

/** A table can't be read; the message says where and why, and what to do. */
public final class RowsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RowsException(String message) {
    super(message);
  }
}
