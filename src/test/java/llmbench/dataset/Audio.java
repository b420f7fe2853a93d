package llmbench.dataset;

/** A sound file, as it is sent. */
public final class Audio {

  private final String fileName;
  private final String contentType;
  private final byte[] bytes;
  private final double seconds;

  /**
   * A sound file.
   *
   * @param fileName without folders
   * @param contentType such as {@code audio/wav}
   * @param bytes of the file; not copied, and not to be changed
   * @param seconds how long it plays
   */
  public Audio(String fileName, String contentType, byte[] bytes, double seconds) {
    this.fileName = fileName;
    this.contentType = contentType;
    this.bytes = bytes;
    this.seconds = seconds;
  }

  public String fileName() {
    return fileName;
  }

  public String contentType() {
    return contentType;
  }

  /** Of the file; not a copy. */
  public byte[] bytes() {
    return bytes;
  }

  /** How long it plays. */
  public double seconds() {
    return seconds;
  }
}
