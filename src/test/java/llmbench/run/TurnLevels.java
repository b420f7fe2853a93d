package llmbench.run;

import java.util.Optional;
import llmbench.dataset.Generators;
import llmbench.dataset.PromptContext;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of levels that one process plays, one after the other. What is drawn goes on
 * from level to level, as in the tool: how much a level draws goes by the turns that it has sent,
 * and so by what has failed.
 */
final class TurnLevels {

  private @Nullable TurnWorkload last;
  private int played;

  /**
   * The workload of the next level; those before it are over.
   *
   * @throws RefusedException where it can't be played as asked
   */
  TurnWorkload workload(PromptContext context, String model) {
    int before = context.options().evalscope().orElseThrow().drawnBefore().size();
    // A level that an earlier process has played is missing here.
    Optional<Generators> drawn =
        last == null || played != before ? Optional.empty() : Optional.of(last.drawn());
    TurnWorkload next = EvalscopeTurns.workload(context.behind(drawn), model);
    last = next;
    played++;
    return next;
  }
}
