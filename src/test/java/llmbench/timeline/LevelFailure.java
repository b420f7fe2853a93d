package llmbench.timeline;

/**
 * Why a level of a plan has no result: failure.json in its directory.
 *
 * @param type of the error, a word such as {@code NotServedException}
 * @param error in a sentence, without secrets
 * @param ofServer whether the level's server is what failed, before anything was measured
 * @param status the exit status with which the run ended there; 0 where it went on without, and in
 *     older files
 */
public record LevelFailure(String type, String error, boolean ofServer, int status) {

  /** The file in a level's directory. */
  public static final String FILE = "failure.json";
}
