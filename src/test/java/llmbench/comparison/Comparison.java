package llmbench.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * @param apart how sure that is; empty where nobody can say
   * @param causes why it differs or can't be compared, as far as known
   */
  public record Cell(
      OptionalDouble value,
      OptionalDouble differencePercent,
      Optional<Apart> apart,
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
      return new Cell(
          value, OptionalDouble.empty(), Optional.empty(), Judgement.MISSING, List.of());
    }
    List<Cause> causes = causes(figure, pair);
    List<Cause> conditions = of(Cause.Kind.CONDITION, causes);
    if (!conditions.isEmpty()) {
      return new Cell(value, difference, Optional.empty(), Judgement.INCOMPARABLE, conditions);
    }
    List<Cause> load = of(Cause.Kind.LOAD, causes);
    if (!load.isEmpty() && figure.better() == Figure.Better.NEITHER) {
      return new Cell(value, difference, Optional.empty(), Judgement.INCOMPARABLE, load);
    }
    Optional<Apart> apart = pair.apart(figure);
    if (!pair.differsIn(figure)) {
      return new Cell(value, difference, apart, Judgement.AGREES, load);
    }
    if (apart.isPresent() && !apart.get().isMoreThanNoise()) {
      return new Cell(value, difference, apart, Judgement.NOISE, List.of());
    }
    if (apart.isEmpty() && pair.isOfRuns() && figure.isPercentile()) {
      return new Cell(value, difference, apart, Judgement.UNSURE, List.of());
    }
    List<Cause> definitions = of(Cause.Kind.DEFINITION, causes);
    if (!definitions.isEmpty()) {
      return new Cell(value, difference, apart, Judgement.INCOMPARABLE, definitions);
    }
    Judgement verdict = load.isEmpty() ? Judgement.DIFFERS : Judgement.ofLoad(figure, difference);
    return new Cell(value, difference, apart, verdict, load.isEmpty() ? causes : load);
  }

  private static List<Cause> of(Cause.Kind kind, List<Cause> causes) {
    return causes.stream().filter(cause -> cause.kind() == kind).toList();
  }

  /**
   * What is so, in one sentence, where a cell of the column in this place names this cause.
   *
   * @throws java.util.NoSuchElementException if the cause does not apply to it
   */
  public String sentence(Cause cause, int place) {
    return cause.of(pair(place)).orElseThrow();
  }

  /** Whether the column in this place, and what it is compared with, are of several runs each. */
  boolean isOfRepeats(int place) {
    return pair(place).other().noise() instanceof Noise.Repeats;
  }

  /** Whether load is what the column in this place differs in from the one it is compared with. */
  public boolean isOfOtherLoad(int place) {
    return isCompared(place)
        && Causes.ALL.stream()
            .anyMatch(
                cause -> cause.kind() == Cause.Kind.LOAD && cause.of(pair(place)).isPresent());
  }

  /**
   * Which figures of the column in this place differ from those that it is compared with by more
   * than noise, when all are looked at together.
   */
  public Findings findings(int place) {
    return Findings.of(this, place);
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
