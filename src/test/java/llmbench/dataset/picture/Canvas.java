package llmbench.dataset.picture;

import java.util.Arrays;

/**
 * A picture of one colour on which shapes are drawn, pixel by pixel as Pillow's {@code ImageDraw}
 * draws them: what is beyond the edge is left out.
 *
 * <p>Source: Pillow's {@code src/libImaging/Draw.c}.
 */
public final class Canvas {

  private static final int COLOURS = 3;

  private final int width;
  private final int height;
  private final int[] pixels;

  /**
   * An empty one.
   *
   * @param width pixels
   * @param height pixels
   * @param rgb red, green and blue, eight bits each
   */
  public Canvas(int width, int height, int rgb) {
    this.width = width;
    this.height = height;
    pixels = new int[Math.multiplyExact(width, height)];
    Arrays.fill(pixels, rgb);
  }

  /** A filled rectangle, both corners in it: {@code ImagingDrawRectangle}. */
  public void rectangle(int left, int top, int right, int bottom, int rgb) {
    for (int y = top; y <= bottom; y++) {
      row(left, y, right, rgb);
    }
  }

  /**
   * A filled ellipse within a rectangle, both corners in it: {@code ellipseNew}. One of a single
   * pixel isn't drawn there either.
   */
  public void ellipse(int left, int top, int right, int bottom, int rgb) {
    int across = right - left;
    int down = bottom - top;
    if (across == 0 && down == 0) {
      return;
    }
    QuarterEllipse quarter = new QuarterEllipse(across, down);
    while (quarter.hasRow()) {
      int from = left + (across - quarter.x()) / 2;
      int to = left + (across + quarter.x()) / 2;
      row(from, top + (down - quarter.y()) / 2, to, rgb);
      row(from, top + (down + quarter.y()) / 2, to, rgb);
      quarter.nextRow();
    }
  }

  /**
   * A line, both ends in it: {@code ImagingDrawLine}, or {@code ImagingDrawWideLine}.
   *
   * @param thickness pixels, at least 1
   */
  public void line(int x1, int y1, int x2, int y2, int rgb, int thickness) {
    if (thickness == 1 || (x1 == x2 && y1 == y2)) {
      thin(x1, y1, x2, y2, rgb);
    } else {
      new WideLine(x1, y1, x2, y2, thickness).draw(height, (from, y, to) -> row(from, y, to, rgb));
    }
  }

  /** Bresenham's, whose last point is drawn apart. */
  private void thin(int x1, int y1, int x2, int y2, int rgb) {
    int across = Math.abs(x2 - x1);
    int down = Math.abs(y2 - y1);
    int right = Integer.signum(x2 - x1);
    int below = Integer.signum(y2 - y1);
    boolean flat = across > down;
    int longer = Math.max(across, down);
    int shorter = Math.min(across, down);
    int error = 2 * shorter - longer;
    int x = x1;
    int y = y1;
    for (int i = 0; i < longer; i++) {
      row(x, y, x, rgb);
      boolean both = error >= 0;
      if (both) {
        error -= 2 * longer;
      }
      error += 2 * shorter;
      x += flat || both ? right : 0;
      y += !flat || both ? below : 0;
    }
    row(x2, y2, x2, rgb);
  }

  /** {@code hline32}. */
  private void row(int from, int y, int to, int rgb) {
    int left = Math.max(0, from);
    int right = Math.min(width - 1, to);
    if (y >= 0 && y < height && left <= right) {
      Arrays.fill(pixels, y * width + left, y * width + right + 1, rgb);
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Red, green and blue of a pixel, eight bits each. */
  int pixel(int x, int y) {
    return pixels[y * width + x];
  }

  /** Three bytes a pixel, row by row from the top. */
  public byte[] rgb() {
    byte[] bytes = new byte[COLOURS * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      bytes[COLOURS * i] = (byte) (pixels[i] >> 16);
      bytes[COLOURS * i + 1] = (byte) (pixels[i] >> 8);
      bytes[COLOURS * i + 2] = (byte) pixels[i];
    }
    return bytes;
  }
}
