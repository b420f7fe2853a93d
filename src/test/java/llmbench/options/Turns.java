package llmbench.options;

import java.util.OptionalInt;

/**
 * How many turns of a conversation are wanted.
 *
 * @param least of those that are made; those of a file are as long as they are
 * @param most where a longer one ends; empty for its own end
 */
public record Turns(int least, OptionalInt most) {}
