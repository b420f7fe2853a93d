package llmbench.metrics.evalscope;

import java.util.OptionalDouble;

/**
 * What evalscope 1.14 adds to its figures where requests are turns of conversations; of successful
 * ones.
 *
 * @param meanTurn the mean number of a turn, from 1: what the tool calls turns a request
 * @param firstTtftSeconds average time to the first token of first turns; empty without any
 * @param laterTtftSeconds the same of all others
 * @param traces by conversation
 */
public record TurnFigures(
    double meanTurn,
    OptionalDouble firstTtftSeconds,
    OptionalDouble laterTtftSeconds,
    TraceFigures traces) {}
