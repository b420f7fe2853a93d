package llmbench.dataset.sound;

/** A sound file can't be read; the message says why, to follow what is said of it. */
public final class SoundException extends Exception {

  private static final long serialVersionUID = 1L;

  SoundException(String message) {
    super(message);
  }
}
