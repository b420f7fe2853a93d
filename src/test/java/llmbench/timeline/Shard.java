package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a benchmark a run sent: of the prompts of the whole every {@code of}-th, beginning
 * with the {@code index}-th. Its requests have the indexes that they have in the whole.
 *
 * @param index from 1 to {@code of}
 * @param of how many parts the benchmark has
 * @param clock how its machine's wall clock stands to the server's; null where that isn't known
 */
public record Shard(int index, int of, @Nullable ServerClock clock) {

  /** A part of whose clock nothing is known yet. */
  public Shard(int index, int of) {
    this(index, of, null);
  }

  /** The same part, with its clock measured. */
  public Shard with(ServerClock measured) {
    return new Shard(index, of, measured);
  }

  /** Whether a prompt of the whole is this part's. */
  public boolean has(int prompt) {
    return Math.floorMod(prompt, of) == index - 1;
  }

  /** How many of so many things, dealt out one by one, are this part's. */
  public int share(int whole) {
    return whole / of + (index - 1 < whole % of ? 1 : 0);
  }

  /** Whether what only one of all parts does is this one's to do. */
  public boolean leads() {
    return index == 1;
  }

  /** As people write it, {@code 2/4}. */
  @Override
  public String toString() {
    return index + "/" + of;
  }
}
