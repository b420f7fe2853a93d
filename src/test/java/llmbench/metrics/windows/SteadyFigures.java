package llmbench.metrics.windows;

import llmbench.metrics.numbers.Distribution;

/**
 * What the steady part of a run came to.
 *
 * @param rule whose definition
 * @param span where it is
 * @param share of the time from the first start to the last end, from 0 to 1
 * @param ended successful requests that ended in it
 * @param requestThroughput these, a second
 * @param outputThroughput output tokens a second
 * @param ttft time to the first token, in milliseconds
 * @param tpot time per output token, in milliseconds
 */
public record SteadyFigures(
    SteadyRule rule,
    Span span,
    double share,
    int ended,
    double requestThroughput,
    double outputThroughput,
    Distribution ttft,
    Distribution tpot) {}
