package llmbench.launcher;

import java.util.List;

/** What was asked for can't be told from the words; the message is for people, and whole. */
final class LaunchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LaunchException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
