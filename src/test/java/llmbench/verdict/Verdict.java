package llmbench.verdict;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import llmbench.metrics.VllmFigures;
import llmbench.runlog.RecordedRun;

/** What is to be said of a run besides its figures. */
public final class Verdict {

  private Verdict() {}

  /**
   * All doubts about a run; none is good.
   *
   * @param runs the directories that are this run together
   * @param figures of all of them
   * @param percentiles that are reported
   * @param tokenizer whether tokens that the server didn't count were counted by a tokenizer
   */
  public static List<Doubt> doubts(
      List<RecordedRun> runs, VllmFigures figures, List<Double> percentiles, boolean tokenizer) {
    // Several runs often have the very same one.
    Set<Doubt> doubts = new LinkedHashSet<>();
    for (RecordedRun run : runs) {
      doubts.addAll(Doubts.of(run, figures, tokenizer));
    }
    LoadDoubts.apart(runs).ifPresent(doubts::add);
    for (RecordedRun run : runs) {
      doubts.addAll(LoadDoubts.of(run));
    }
    if (!runs.isEmpty()) {
      LoadDoubts.percentiles(figures, percentiles).ifPresent(doubts::add);
    }
    for (RecordedRun run : runs) {
      doubts.addAll(ServerDoubts.of(run));
      doubts.addAll(ClientDoubts.of(run, figures));
    }
    return List.copyOf(doubts);
  }
}
