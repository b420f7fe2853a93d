package llmbench.reporting;

import java.nio.file.Path;
import java.util.Optional;
import llmbench.files.PlainFile;
import llmbench.runlog.RunLogException;
import llmbench.runlog.ServerTruth;
import llmbench.runlog.TrueTurns;

/**
 * The simulated server's own account of a run's turns, where it lies beside the record.
 *
 * @param turns empty where there is none
 * @param unread why it is left out although there is one; empty where it isn't
 */
record TurnsTruth(Optional<TrueTurns> turns, Optional<String> unread) {

  /** There is none. */
  static final TurnsTruth NONE = new TurnsTruth(Optional.empty(), Optional.empty());

  /** Of several directories none: each has the account of all that its server served meanwhile. */
  static TurnsTruth of(ReportInput input) {
    if (input.runs().size() != 1 || input.shards().isPresent()) {
      return NONE;
    }
    Path file = input.runs().get(0).directory().resolve(ServerTruth.FILE);
    if (!PlainFile.isThere(file)) {
      return NONE;
    }
    try {
      return new TurnsTruth(ServerTruth.read(file).turns(), Optional.empty());
    } catch (RunLogException e) {
      return new TurnsTruth(Optional.empty(), Optional.ofNullable(e.getMessage()));
    }
  }
}
