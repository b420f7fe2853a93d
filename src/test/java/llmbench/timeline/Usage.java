package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Token counts as the server reported them.
 *
 * @param promptTokens tokens of the prompt, chat template included; null when not reported
 * @param completionTokens tokens that were generated; null when not reported
 * @param cachedTokens tokens of the prompt that the prefix cache had; null when not reported
 */
public record Usage(
    @Nullable Integer promptTokens,
    @Nullable Integer completionTokens,
    @Nullable Integer cachedTokens) {}
