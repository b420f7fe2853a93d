package llmbench.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Columns side by side: each but the first is compared with one before it, figure by figure.
 *
 * @param columns at least two; the first is A, the next B
 * @param against for each column the place of the one that it is compared with; its own place when
 *     it isn't
 * @param tolerancePercent by so much figures may differ and still agree
 */
public record Comparison(List<Column> columns, List<Integer> against, double tolerancePercent) {

  /** By so much figures may differ by default, in percent. */
  public static final double DEFAULT_TOLERANCE_PERCENT = 3;

  public Comparison {
    columns = List.copyOf(columns);
    against = List.copyOf(against);
  }

  /** The letter of a column, from A. */
  public static char letter(int place) {
    return (char) ('A' + place);
  }

  /** Whether this column is compared with one before it. */
  public boolean isCompared(int place) {
    return against.get(place) != place;
  }

  /**
   * A figure of one column, compared.
   *
   * @param value of the column; empty when it was not measured
   * @param differencePercent from the column that it is compared with; infinite from 0
   * @param causes why it differs or can't be compared, as far as known
   */
  public record Cell(
      OptionalDouble value,
      OptionalDouble differencePercent,
      Judgement verdict,
      List<Cause> causes) {

    public Cell {
      causes = List.copyOf(causes);
    }
  }

  /** The figures that at least one column has. */
  public List<Figure> figures() {
    return Figure.ALL.stream()
        .filter(figure -> columns.stream().anyMatch(c -> c.figure(figure).isPresent()))
        .toList();
  }

  /** The figure of the column in this place, compared with the one that it is to be. */
  public Cell cell(Figure figure, int place) {
    OptionalDouble value = columns.get(place).figure(figure);
    Pair pair = pair(place);
    OptionalDouble difference = pair.differencePercent(figure);
    if (!isCompared(place) || difference.isEmpty()) {
      return new Cell(value, OptionalDouble.empty(), Judgement.MISSING, List.of());
    }
    List<Cause> causes = causes(figure, pair);
    List<Cause> conditions =
        causes.stream().filter(cause -> cause.kind() == Cause.Kind.CONDITION).toList();
    if (!conditions.isEmpty()) {
      return new Cell(value, difference, Judgement.INCOMPARABLE, conditions);
    }
    if (!pair.differsIn(figure)) {
      return new Cell(value, difference, Judgement.AGREES, List.of());
    }
    List<Cause> definitions =
        causes.stream().filter(cause -> cause.kind() == Cause.Kind.DEFINITION).toList();
    return definitions.isEmpty()
        ? new Cell(value, difference, Judgement.DIFFERS, causes)
        : new Cell(value, difference, Judgement.INCOMPARABLE, definitions);
  }

  /**
   * What is so, in one sentence, where a cell of the column in this place names this cause.
   *
   * @throws java.util.NoSuchElementException if the cause does not apply to it
   */
  public String sentence(Cause cause, int place) {
    return cause.of(pair(place)).orElseThrow();
  }

  /** How many figures differ, in all columns. */
  public long differing() {
    return IntStream.range(0, columns.size())
        .mapToLong(
            place ->
                figures().stream()
                    .filter(f -> cell(f, place).verdict() == Judgement.DIFFERS)
                    .count())
        .sum();
  }

  private List<Cause> causes(Figure figure, Pair pair) {
    List<Cause> causes = new ArrayList<>();
    for (Cause cause : Causes.ALL) {
      if (cause.touches(figure) && cause.of(pair).isPresent()) {
        causes.add(cause);
      }
    }
    return causes;
  }

  private Pair pair(int place) {
    int with = against.get(place);
    return new Pair(
        letter(with), columns.get(with), letter(place), columns.get(place), tolerancePercent);
  }
}
