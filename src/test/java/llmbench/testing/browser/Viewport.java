package llmbench.testing.browser;

/** A screen: its size in CSS pixels, and how many dots there are to one of them. */
public record Viewport(int width, int height, int dots) {

  public static final Viewport LARGE = new Viewport(1280, 900, 1);
  public static final Viewport PICTURE = new Viewport(1264, 900, 1);
  public static final Viewport PHONE = new Viewport(360, 780, 2);
}
