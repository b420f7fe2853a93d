package llmbench.comparison;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One run, or one view of it, as it is laid beside others.
 *
 * @param title what it is, for people: a file's name, and whose definitions
 * @param definition how its figures are defined
 * @param meter who took its times
 * @param prompts who made its prompts
 * @param roleChunks whether a chunk that only names the role came before the first token, as in a
 *     chat's stream; so it is where nobody says
 * @param concurrency how many requests it kept in flight at once; empty when it doesn't say
 * @param lost how many of its requests are known to be in no figure, since they can't be read
 * @param figures what it has, times in ms; what it hasn't measured is missing
 */
public record Column(
    String title,
    Definition definition,
    Meter meter,
    PromptMaker prompts,
    boolean roleChunks,
    OptionalInt concurrency,
    long lost,
    Map<Figure, Double> figures) {

  public Column {
    Map<Figure, Double> sorted = new LinkedHashMap<>();
    for (Figure figure : Figure.ALL) {
      Double value = figures.get(figure);
      if (value != null) {
        sorted.put(figure, value);
      }
    }
    figures = Collections.unmodifiableMap(sorted);
  }

  /** A column of a chat's streams. */
  Column(
      String title,
      Definition definition,
      Meter meter,
      PromptMaker prompts,
      OptionalInt concurrency,
      Map<Figure, Double> figures) {
    this(title, definition, meter, prompts, true, concurrency, figures);
  }

  /** A column of which no request is known to be lost. */
  public Column(
      String title,
      Definition definition,
      Meter meter,
      PromptMaker prompts,
      boolean roleChunks,
      OptionalInt concurrency,
      Map<Figure, Double> figures) {
    this(title, definition, meter, prompts, roleChunks, concurrency, 0, figures);
  }

  /** A figure; empty when it was not measured. */
  public OptionalDouble figure(Figure figure) {
    Double value = figures.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The same run without what was not measured in it. */
  public Column only(Set<Figure> measured) {
    Map<Figure, Double> kept = new LinkedHashMap<>(figures);
    kept.keySet().retainAll(measured);
    return new Column(title, definition, meter, prompts, roleChunks, concurrency, lost, kept);
  }

  /** The same run under another title. */
  public Column named(String other) {
    return new Column(other, definition, meter, prompts, roleChunks, concurrency, lost, figures);
  }

  /** The same run, of whose answers it is known whether a chunk only named the role. */
  public Column withRoleChunks(boolean are) {
    return new Column(title, definition, meter, prompts, are, concurrency, lost, figures);
  }

  /** The same run, of which so many requests are in no figure. */
  public Column without(long lostRequests) {
    return new Column(
        title, definition, meter, prompts, roleChunks, concurrency, lostRequests, figures);
  }
}
