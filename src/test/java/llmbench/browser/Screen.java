package llmbench.browser;

/** A screen: its size in CSS pixels, and how many dots there are to one of them. */
public record Screen(int width, int height, int dots) {

  public static final Screen LARGE = new Screen(1280, 900, 1);
  public static final Screen PICTURE = new Screen(1264, 900, 1);
  public static final Screen PHONE = new Screen(360, 780, 2);
}
