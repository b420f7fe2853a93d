package llmbench.comparison;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import llmbench.metrics.request.RequestTimes;

/**
 * One run, or one view of it, as it is laid beside others.
 *
 * @param title what it is, for people: a file's name, and whose definitions
 * @param definition how its figures are defined
 * @param meter who took its times
 * @param prompts who made its prompts
 * @param roleChunks whether a chunk that only names the role came before the first token, as in a
 *     chat's stream; so it is where nobody says
 * @param load what was asked of the server
 * @param lost how many of its requests are known to be in no figure, since they can't be read
 * @param figures what it has, times in ms; what it hasn't measured is missing
 * @param noise how far these may be off
 */
public record Column(
    String title,
    Definition definition,
    Meter meter,
    PromptMaker prompts,
    boolean roleChunks,
    Load load,
    long lost,
    Map<Figure, Double> figures,
    Noise noise) {

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
      Load load,
      Map<Figure, Double> figures) {
    this(title, definition, meter, prompts, true, load, figures);
  }

  /** A column of which no request is known to be lost. */
  public Column(
      String title,
      Definition definition,
      Meter meter,
      PromptMaker prompts,
      boolean roleChunks,
      Load load,
      Map<Figure, Double> figures) {
    this(title, definition, meter, prompts, roleChunks, load, 0, figures, Noise.UNKNOWN);
  }

  /** A figure; empty when it was not measured. */
  public OptionalDouble figure(Figure figure) {
    Double value = figures.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** How many requests it had, as far as their outcome is known. */
  double requests() {
    return figure(Figure.SUCCEEDED).orElse(0) + figure(Figure.FAILED).orElse(0);
  }

  /** Whether the other run may repeat this one: the same is meant, and the same was asked. */
  public boolean isRepeatedBy(Column other) {
    return definition.equals(other.definition)
        && !load.isOfOtherRate(other.load)
        && !load.isOfOtherConcurrency(requests(), other.load, other.requests());
  }

  /** The same run without what was not measured in it. */
  public Column only(Set<Figure> measured) {
    Map<Figure, Double> kept = new LinkedHashMap<>(figures);
    kept.keySet().retainAll(measured);
    return new Column(title, definition, meter, prompts, roleChunks, load, lost, kept, noise);
  }

  /** The same run under another title. */
  public Column named(String other) {
    return new Column(other, definition, meter, prompts, roleChunks, load, lost, figures, noise);
  }

  /** The same run, of whose answers it is known whether a chunk only named the role. */
  public Column withRoleChunks(boolean are) {
    return new Column(title, definition, meter, prompts, are, load, lost, figures, noise);
  }

  /** The same run, of which this was asked. */
  public Column under(Load asked) {
    return new Column(title, definition, meter, prompts, roleChunks, asked, lost, figures, noise);
  }

  /** The same run, of which so many requests are in no figure. */
  public Column without(long lostRequests) {
    return new Column(
        title, definition, meter, prompts, roleChunks, load, lostRequests, figures, noise);
  }

  /**
   * The same run, of which these are the single requests.
   *
   * @param run its name, whatever the view
   * @param requests every one, by the definitions of this column
   * @param together how many were in flight at once
   */
  public Column withNoise(String run, List<RequestTimes> requests, int together) {
    return with(RunNoise.of(run, requests, together), figures);
  }

  /** The same with these figures, which may be off by that. */
  Column with(Noise howFar, Map<Figure, Double> others) {
    return new Column(title, definition, meter, prompts, roleChunks, load, lost, others, howFar);
  }
}
