package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import llmbench.dataset.picture.Canvas;
import llmbench.random.PythonRandom;

/**
 * What is drawn on one of evalscope's random pictures; drawn at once, painted when it is sent.
 *
 * <p>Source: {@code _generate_random_image_b64} in
 * evalscope/perf/plugin/datasets/random_vl_dataset.py.
 *
 * @param width pixels
 * @param height pixels
 * @param background its colour
 * @param shapes over it, in order
 */
record RandomPicture(int width, int height, int background, List<Shape> shapes) {

  private static final int COLOURS = 255;
  private static final int MOST_SHAPES = 5;
  private static final int THICKEST = 5;

  RandomPicture {
    shapes = List.copyOf(shapes);
  }

  /** What a shape is; the order is that from which Python chooses. */
  enum Kind {
    RECTANGLE,
    ELLIPSE,
    LINE
  }

  /**
   * A shape between two points, of which the first is no further right and no further down.
   *
   * @param rgb its colour
   * @param thickness of a line, in pixels; 0 for what is filled
   */
  record Shape(Kind kind, int x1, int y1, int x2, int y2, int rgb, int thickness) {

    void paint(Canvas canvas) {
      switch (kind) {
        case RECTANGLE -> canvas.rectangle(x1, y1, x2, y2, rgb);
        case ELLIPSE -> canvas.ellipse(x1, y1, x2, y2, rgb);
        case LINE -> canvas.line(x1, y1, x2, y2, rgb, thickness);
      }
    }
  }

  /** Draws the next one from Python's generator, in the tool's order. */
  static RandomPicture next(int width, int height, PythonRandom random) {
    int background = colour(random);
    int count = random.between(1, MOST_SHAPES);
    List<Shape> shapes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shapes.add(shape(width, height, random));
    }
    return new RandomPicture(width, height, background, shapes);
  }

  private static Shape shape(int width, int height, PythonRandom random) {
    Kind kind = Kind.values()[random.between(0, Kind.values().length - 1)];
    int oneX = random.between(0, width - 1);
    int oneY = random.between(0, height - 1);
    int otherX = random.between(0, width - 1);
    int otherY = random.between(0, height - 1);
    int rgb = colour(random);
    int x1 = Math.min(oneX, otherX);
    int y1 = Math.min(oneY, otherY);
    int x2 = Math.max(oneX, otherX);
    int y2 = Math.max(oneY, otherY);
    return new Shape(
        kind,
        x1,
        y1,
        x1 == x2 ? Math.min(x1 + 1, width - 1) : x2,
        y1 == y2 ? Math.min(y1 + 1, height - 1) : y2,
        rgb,
        kind == Kind.LINE ? random.between(1, THICKEST) : 0);
  }

  private static int colour(PythonRandom random) {
    int red = random.between(0, COLOURS);
    int green = random.between(0, COLOURS);
    return red << 16 | green << 8 | random.between(0, COLOURS);
  }

  /** The picture. */
  Canvas painted() {
    Canvas canvas = new Canvas(width, height, background);
    shapes.forEach(shape -> shape.paint(canvas));
    return canvas;
  }
}
