package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Why one request failed.
 *
 * @param kind which fault of the family
 * @param message one line for people, such as {@code 404 Not Found}
 * @param body what the server answered, shortened; null when it answered nothing
 */
public record Fault(FaultKind kind, String message, @Nullable String body) {}
