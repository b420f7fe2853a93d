package llmbench.dataset.picture;

import java.util.Arrays;

/**
 * A line of several pixels' thickness as the four-cornered area that Pillow makes of it: {@code
 * ImagingDrawWideLine}, and {@code polygon_generic} without an alpha channel. Numbers have the
 * precision that they have there.
 */
final class WideLine {

  /** Takes the pixels of a row, both ends among them; they may be beyond the edge. */
  interface Rows {
    void row(int from, int y, int to);
  }

  /** A side of the area. */
  private record Edge(int x1, int y1, int x2, int y2) {

    int top() {
      return Math.min(y1, y2);
    }

    int bottom() {
      return Math.max(y1, y2);
    }

    boolean isFlat() {
      return y1 == y2;
    }

    /** How far it goes to the right from a row to the next. */
    float slope() {
      return isFlat() ? 0 : (float) (x2 - x1) / (y2 - y1);
    }

    float at(int y) {
      return (y - y1) * slope() + x1;
    }
  }

  private final Edge[] edges;

  /** A line that has a length. */
  WideLine(int x1, int y1, int x2, int y2, int thickness) {
    int across = x2 - x1;
    int down = y2 - y1;
    double length = Math.hypot(across, down);
    double half = (thickness - 1) / 2.0;
    double more = roundUp(half) / length;
    double less = roundDown(half) / length;
    int left = roundDown(less * down);
    int right = roundDown(more * down);
    int above = roundDown(less * across);
    int below = roundDown(more * across);
    int[][] corners = {
      {x1 - left, y1 + below},
      {x2 - left, y2 + below},
      {x2 + right, y2 - above},
      {x1 + right, y1 - above}
    };
    edges = new Edge[corners.length];
    for (int i = 0; i < corners.length; i++) {
      int[] next = corners[(i + 1) % corners.length];
      edges[i] = new Edge(corners[i][0], corners[i][1], next[0], next[1]);
    }
  }

  /** Draws it on a picture of so many rows. */
  void draw(int height, Rows rows) {
    int top = height - 1;
    int bottom = 0;
    for (Edge edge : edges) {
      top = Math.min(top, edge.top());
      bottom = Math.max(bottom, edge.bottom());
      if (edge.isFlat()) {
        rows.row(Math.min(edge.x1(), edge.x2()), edge.y1(), Math.max(edge.x1(), edge.x2()));
      }
    }
    Edge[] steep = Arrays.stream(edges).filter(edge -> !edge.isFlat()).toArray(Edge[]::new);
    for (int y = Math.max(0, top); y <= Math.min(bottom, height); y++) {
      float[] crossings = crossings(steep, y, Math.min(bottom, height));
      for (int i = 1; i < crossings.length; i += 2) {
        rows.row(roundUp(crossings[i - 1]), y, roundDown(crossings[i]));
      }
    }
  }

  /** Where a row crosses the edges, in order. */
  private static float[] crossings(Edge[] steep, int y, int last) {
    float[] found = new float[2 * steep.length];
    int count = 0;
    for (int i = 0; i < steep.length; i++) {
      Edge edge = steep[i];
      if (y < edge.top() || y > edge.bottom()) {
        continue;
      }
      found[count] = edge.at(y);
      boolean atEnd = y == edge.top() || y == edge.bottom();
      if (y == edge.bottom() && y < last) {
        found[count + 1] = found[count];
        count++;
      } else if (atEnd && edge.slope() != 0) {
        found[count] = joined(steep, i, y, found[count]);
      }
      count++;
    }
    float[] sorted = Arrays.copyOf(found, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** At a corner the row begins where the next one does, so that there is no gap. */
  private static float joined(Edge[] steep, int index, int y, float x) {
    Edge edge = steep[index];
    for (int k = 0; k < index; k++) {
      Edge other = steep[k];
      boolean ends = y == other.top() || y == other.bottom();
      if (!ends || other.slope() == 0 || roundHalfAway(x) != roundHalfAway(other.at(y))) {
        continue;
      }
      int beside = y == edge.bottom() ? y - 1 : y + 1;
      if (beside < other.top() || beside > other.bottom()) {
        continue;
      }
      float one = edge.at(beside);
      float two = other.at(beside);
      if (x > one + 1 && x > two + 1) {
        return roundHalfAway(Math.max(one, two)) + 1;
      }
      return x < one - 1 && x < two - 1 ? roundHalfAway(Math.min(one, two)) - 1 : x;
    }
    return x;
  }

  /** C's {@code roundf}. */
  private static float roundHalfAway(float value) {
    return Math.copySign((float) Math.floor(Math.abs((double) value) + 0.5), value);
  }

  /** {@code ROUND_UP}: halves away from 0. */
  private static int roundUp(double value) {
    return (int) (value >= 0 ? Math.floor(value + 0.5) : -Math.floor(-value + 0.5));
  }

  /** {@code ROUND_DOWN}: halves towards 0. */
  private static int roundDown(double value) {
    return (int) (value >= 0 ? Math.ceil(value - 0.5) : -Math.ceil(-value - 0.5));
  }

  private static int roundUp(float value) {
    return value >= 0 ? (int) Math.floor(value + 0.5F) : roundUp((double) value);
  }

  private static int roundDown(float value) {
    return value >= 0 ? (int) Math.ceil(value - 0.5F) : roundDown((double) value);
  }
}
