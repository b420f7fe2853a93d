package llmbench.metrics.charts;

import java.util.SortedMap;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.metrics.numbers.Series;

/**
 * Time to the first output by the number of the turn, of successful ones; milliseconds. All are as
 * long as {@code numbers}.
 *
 * @param numbers of turns, from 1, those that there are
 * @param counts how many turns have each
 */
public record TtftByTurn(Series numbers, Series counts, Series p50, Series p90, Series p99) {

  /** Of the values of each number, which are handed over. */
  static TtftByTurn of(SortedMap<Integer, Doubles> millis) {
    Doubles numbers = new Doubles();
    Doubles counts = new Doubles();
    Doubles p50 = new Doubles();
    Doubles p90 = new Doubles();
    Doubles p99 = new Doubles();
    millis.forEach(
        (number, values) -> {
          Distribution spread = Distribution.of(values.toArray());
          numbers.add(number);
          counts.add(spread.size());
          p50.add(spread.median());
          p90.add(spread.percentile(90));
          p99.add(spread.percentile(99));
        });
    return new TtftByTurn(series(numbers), series(counts), series(p50), series(p90), series(p99));
  }

  private static Series series(Doubles values) {
    return Series.of(values.toArray());
  }
}
