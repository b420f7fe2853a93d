package llmbench.options.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.options.syntax.PythonNumbers;
import org.jspecify.annotations.Nullable;

/** Sizes of pictures with their shares, as {@code --random-mm-bucket-config} gives them. */
final class PictureSizes {

  private static final Pattern ALL = Pattern.compile("\\s*\\{(.*)}\\s*", Pattern.DOTALL);

  /** One size: a tuple, or a text of one, and its share. */
  private static final Pattern ONE =
      Pattern.compile(
          "\\s*(['\"]?)\\(\\s*(-?\\d+)\\s*,\\s*(-?\\d+)\\s*,\\s*(-?\\d+)\\s*,?\\s*\\)\\1\\s*:"
              + "\\s*([-+.\\w]+)\\s*(,|$)");

  private PictureSizes() {}

  /**
   * A size.
   *
   * @param height in pixels
   * @param width in pixels
   * @param frames one for a picture, more for a video
   * @param share how often it is drawn, beside the other shares
   */
  record Size(int height, int width, int frames, double share) {}

  /** Those of a Python dictionary, in its order; null when it isn't one of sizes and shares. */
  static @Nullable List<Size> read(String text) {
    Matcher all = ALL.matcher(text);
    if (!all.matches()) {
      return null;
    }
    List<Size> sizes = new ArrayList<>();
    Matcher one = ONE.matcher(all.group(1));
    int end = 0;
    while (one.find() && one.start() == end) {
      end = one.end();
      Double share = PythonNumbers.real(one.group(5));
      try {
        Size size =
            new Size(
                Integer.parseInt(one.group(2)),
                Integer.parseInt(one.group(3)),
                Integer.parseInt(one.group(4)),
                share == null ? Double.NaN : share);
        if (!(size.share >= 0) || size.height < 1 || size.width < 1 || size.frames < 1) {
          return null;
        }
        put(sizes, size);
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return end == all.group(1).length() && !sizes.isEmpty() ? sizes : null;
  }

  /** As in a dictionary: the last share of a size, in the place of its first. */
  private static void put(List<Size> sizes, Size size) {
    for (int i = 0; i < sizes.size(); i++) {
      Size other = sizes.get(i);
      if (other.height == size.height && other.width == size.width && other.frames == size.frames) {
        sizes.set(i, size);
        return;
      }
    }
    sizes.add(size);
  }
}
