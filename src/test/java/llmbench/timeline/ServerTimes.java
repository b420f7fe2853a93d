package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * What a server said of its own times in its answer: the {@code metrics} object of a message, as
 * vLLM has it since 0.33. These are the server's figures, by its clock; nothing here measures them.
 *
 * @param queueMillis how long the request waited in the server before it was worked on, {@code
 *     queue_time_ms}; null when it didn't say
 * @param ttftMillis from when it was worked on to its first token, {@code time_to_first_token_ms}
 *     (vLLM's documentation, "Per-Request Metrics"); null when it didn't say
 */
public record ServerTimes(@Nullable Double queueMillis, @Nullable Double ttftMillis) {}
