package llmbench.timeline;

/**
 * Prompts that weren't made when their requests were to be sent.
 *
 * @param requests how many waited for theirs
 * @param maxMillis how long the longest of them waited
 */
public record LatePrompts(int requests, double maxMillis) {}
