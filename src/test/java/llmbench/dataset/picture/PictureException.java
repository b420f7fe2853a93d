package llmbench.dataset.picture;

/** A picture can't be read or written; the message says why, to follow what is said of it. */
public final class PictureException extends Exception {

  private static final long serialVersionUID = 1L;

  PictureException(String message) {
    super(message);
  }
}
