package llmbench.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as it reads behind its escapes, and where in the text itself each place of that is. What
 * one writer has escaped another may escape again, so there are layers, and in each the escapes of
 * all kinds may be mixed.
 *
 * <p>Keeps two numbers for each escape, and nothing where there is none.
 */
final class Unescaped {

  /** Deeper than anybody writes a text into a text, and an end for a text that is made to cost. */
  private static final int MOST_LAYERS = 4;

  private final String text;
  private final @Nullable Unescaped source;

  /** Of each escape: its place in this text, and by how much all behind it is further back. */
  private int[] places = new int[0];

  private int[] shifts = new int[0];
  private int escapes;

  private Unescaped(String text, @Nullable Unescaped source) {
    this.text = text;
    this.source = source;
  }

  /**
   * The text itself, and what it reads as, layer by layer while there are escapes.
   *
   * @param plusIsBlank whether a plus stands for a blank, as in a form's URL
   */
  static List<Unescaped> layers(String text, boolean plusIsBlank) {
    List<Unescaped> layers = new ArrayList<>();
    Unescaped next = new Unescaped(text, null);
    while (next != null) {
      layers.add(next);
      next = layers.size() > MOST_LAYERS ? null : next.read(plusIsBlank);
    }
    return layers;
  }

  String text() {
    return text;
  }

  /** The place in the text itself where what is at this place here begins, or ends before it. */
  int placeInText(int place) {
    if (source == null) {
      return place;
    }
    int found = Arrays.binarySearch(places, 0, escapes, place);
    int before = found < 0 ? -found - 1 : found;
    return source.placeInText(before == 0 ? place : place + shifts[before - 1]);
  }

  /** What this text reads as; null when it has no escape. */
  private @Nullable Unescaped read(boolean plusIsBlank) {
    int place = nextMark(0, plusIsBlank);
    if (place == text.length()) {
      return null;
    }
    StringBuilder read = new StringBuilder(text.length());
    Escapes found = new Escapes();
    int copied = 0;
    while (place < text.length()) {
      Escape escape = text.charAt(place) == '+' ? new Escape(" ", 1) : Escape.at(text, place);
      if (escape == null) {
        place++;
      } else {
        read.append(text, copied, place);
        found.add(read.length(), escape);
        read.append(escape.written());
        place += escape.length();
        copied = place;
      }
      place = nextMark(place, plusIsBlank);
    }
    if (found.count == 0) {
      return null;
    }
    read.append(text, copied, text.length());
    Unescaped layer = new Unescaped(read.toString(), this);
    layer.places = found.places;
    layer.shifts = found.shifts;
    layer.escapes = found.count;
    return layer;
  }

  /** Where the next escape may begin; the text's end when there is none. */
  private int nextMark(int from, boolean plusIsBlank) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '%' || c == '&' || (plusIsBlank && c == '+')) {
        return i;
      }
    }
    return text.length();
  }

  /** Escapes that become more. */
  private static final class Escapes {

    private int[] places = new int[16];
    private int[] shifts = new int[16];
    private int count;

    void add(int place, Escape escape) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        shifts = Arrays.copyOf(shifts, 2 * count);
      }
      places[count] = place;
      shifts[count] =
          (count == 0 ? 0 : shifts[count - 1]) + escape.length() - escape.written().length();
      count++;
    }
  }
}
