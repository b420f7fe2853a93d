package llmbench.metrics.vllm;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import llmbench.timeline.RequestTarget;
import llmbench.timeline.Requests;

/**
 * The figures of one target of a run: of the requests that one of its servers got for one of its
 * models.
 *
 * @param target of these requests
 * @param figures of them, by the definitions of the whole run's; rates are over the whole run's
 *     time, so those of all targets add up to the run's
 */
public record TargetFigures(RequestTarget target, VllmFigures figures) {

  private static final Comparator<RequestTarget> ORDER =
      comparing(RequestTarget::server, nullsFirst(naturalOrder()))
          .thenComparing(RequestTarget::model, nullsFirst(naturalOrder()));

  /**
   * Of each target, by server and model in the order of their names. Reads each request twice.
   *
   * @param requests every finished request of the run
   * @param tokens counts those of an answer when the server didn't
   * @param durationSeconds of the whole run
   */
  public static List<TargetFigures> of(
      Requests requests,
      VllmDialect dialect,
      ToIntFunction<String> tokens,
      double durationSeconds) {
    Map<RequestTarget, IntStream.Builder> places = new TreeMap<>(ORDER);
    for (int place = 0; place < requests.size(); place++) {
      places.computeIfAbsent(requests.get(place).target(), first -> IntStream.builder()).add(place);
    }
    List<TargetFigures> all = new ArrayList<>();
    places.forEach(
        (target, some) ->
            all.add(
                new TargetFigures(
                    target,
                    VllmFigures.of(
                        DatasetOrder.of(requests.at(some.build().toArray()), dialect, tokens),
                        dialect,
                        MeasuredTime.of(durationSeconds),
                        Goodput.NONE))));
    return all;
  }
}
