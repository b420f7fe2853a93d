package llmbench.metrics.request;

import java.util.List;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;

/**
 * Figures that several of them make of one walk over a run's requests: of a million, reading them
 * takes longer than all that is done with them. One run, one thread.
 *
 * @param <T> the figures
 */
public interface Collector<T> {

  /** Takes the next finished request, in the order in which they ended. */
  void take(RequestRecord request);

  /** The figures of all that were taken. */
  T figures();

  /** Walks over finished requests once, for all of these. */
  static void walk(Requests finished, List<? extends Collector<?>> collectors) {
    for (RequestRecord request : finished.byEnd()) {
      collectors.forEach(collector -> collector.take(request));
    }
  }
}
