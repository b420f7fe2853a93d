package llmbench.simserver.truth;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * The server's own account of its ordinary requests: those that it answered as they wished. What it
 * refused is among {@link Truth#refusals}. Thread-safe.
 */
public final class ShopTruth {

  private final boolean kept;
  private final LongAdder logins = new LongAdder();
  private final LongAdder searches = new LongAdder();
  private final LongAdder products = new LongAdder();
  private final LongAdder rated = new LongAdder();
  private final Queue<Rating> ratings = new ConcurrentLinkedQueue<>();

  /**
   * Of nothing yet.
   *
   * @param kept whether each rating is kept; without, memory does not grow
   */
  ShopTruth(boolean kept) {
    this.kept = kept;
  }

  /**
   * An answer of the model's was rated.
   *
   * @param user who rated it
   * @param answer its id
   * @param stars from 1 to 5
   */
  public record Rating(String user, String answer, int stars) {}

  /** Somebody logged in. */
  public void loggedIn() {
    logins.increment();
  }

  /** Somebody searched. */
  public void searched() {
    searches.increment();
  }

  /** Somebody looked at a product. */
  public void lookedAt() {
    products.increment();
  }

  /** Somebody rated an answer. */
  public void rated(Rating rating) {
    rated.increment();
    if (kept) {
      ratings.add(rating);
    }
  }

  void reset() {
    logins.reset();
    searches.reset();
    products.reset();
    rated.reset();
    ratings.clear();
  }

  public long logins() {
    return logins.sum();
  }

  public long searches() {
    return searches.sum();
  }

  /** How often a product was looked at. */
  public long products() {
    return products.sum();
  }

  /** How many answers were rated. */
  public long rated() {
    return rated.sum();
  }

  /** Each rating, in this order; none where they are not kept. */
  public List<Rating> ratings() {
    return List.copyOf(ratings);
  }
}
