package llmbench.dataset.picture;

/**
 * The upper right quarter of an ellipse around 0, row by row from its middle, in half pixels:
 * {@code quarter_next}, of which each row's outermost point counts, as in {@code ellipse_next}.
 */
final class QuarterEllipse {

  private final int a;
  private final int b;
  private int nextX;
  private int nextY;
  private int x;
  private int y = -1;
  private boolean ended;
  private boolean finished;

  /**
   * An ellipse.
   *
   * @param a its half width, in half pixels
   * @param b its half height, likewise
   */
  QuarterEllipse(int a, int b) {
    this.a = a;
    this.b = b;
    nextX = a;
    nextY = b % 2;
    ended = a < 0 || b < 0;
    nextRow();
  }

  boolean hasRow() {
    return !finished;
  }

  /** How far the row goes to each side. */
  int x() {
    return x;
  }

  /** How far it is from the middle. */
  int y() {
    return y;
  }

  void nextRow() {
    int row = y;
    while (!ended && nextY <= row) {
      step();
    }
    finished = ended;
    if (!ended) {
      x = nextX;
      y = nextY;
      step();
    }
  }

  private void step() {
    if (nextX == a % 2 && nextY == b) {
      ended = true;
      return;
    }
    int bestX = nextX;
    int bestY = nextY + 2;
    long best = distance(bestX, bestY);
    if (nextX > 1) {
      long other = distance(nextX - 2, nextY + 2);
      if (best > other) {
        bestX = nextX - 2;
        best = other;
      }
      if (best > distance(nextX - 2, nextY)) {
        bestX = nextX - 2;
        bestY = nextY;
      }
    }
    nextX = bestX;
    nextY = bestY;
  }

  /** {@code quarter_delta}: how far a point is from the curve, in the curve's equation. */
  private long distance(long atX, long atY) {
    long a2 = (long) a * a;
    long b2 = (long) b * b;
    return Math.abs(a2 * atY * atY + b2 * atX * atX - a2 * b2);
  }
}
