package llmbench.report.html;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What came of limits on requests.
 *
 * @param limitsMillis by the metric's name, as they were asked for
 * @param goodRequests successes that keep all of them
 * @param requestsPerSecond of these
 */
public record PageGoodput(
    Map<String, Double> limitsMillis, OptionalInt goodRequests, double requestsPerSecond) {}
