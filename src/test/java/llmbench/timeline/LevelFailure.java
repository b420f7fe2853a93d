package llmbench.timeline;

/**
 * Why a level of a plan has no result: failure.json in its directory.
 *
 * @param type of the error, a word such as {@code NotServedException}
 * @param error in a sentence, without secrets
 * @param ofServer whether the level's server is what failed, before anything was measured
 */
public record LevelFailure(String type, String error, boolean ofServer) {

  /** The file in a level's directory. */
  public static final String FILE = "failure.json";
}
