package llmbench.tokenizer.jinja;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Dates as C's {@code strftime} writes them, in English. */
final class Strftime {

  private Strftime() {}

  static String format(LocalDateTime time, Bound arguments) {
    String format = arguments.text(0);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      boolean unpadded = i + 1 < format.length() && format.charAt(i + 1) == '-';
      i += unpadded ? 2 : 1;
      if (i >= format.length()) {
        throw JinjaException.unsupported("a date's format that ends with %");
      }
      String text = directive(time, format.charAt(i));
      out.append(unpadded ? withoutZeros(text) : text);
    }
    return out.toString();
  }

  private static String withoutZeros(String text) {
    return text.replaceFirst("^0+(?=\\d)", "");
  }

  private static String directive(LocalDateTime time, char directive) {
    return switch (directive) {
      case 'Y' -> Integer.toString(time.getYear());
      case 'y' -> two(time.getYear() % 100);
      case 'm' -> two(time.getMonthValue());
      case 'd' -> two(time.getDayOfMonth());
      case 'e' -> String.format("%2d", time.getDayOfMonth());
      case 'H' -> two(time.getHour());
      case 'I' -> two((time.getHour() + 11) % 12 + 1);
      case 'M' -> two(time.getMinute());
      case 'S' -> two(time.getSecond());
      case 'f' -> String.format("%06d", time.getNano() / 1000);
      case 'j' -> String.format("%03d", time.getDayOfYear());
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> shortened(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'a' -> shortened(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      case 'G' -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR));
      case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'F' -> directives(time, "Y-m-d");
      case 'D' -> directives(time, "m/d/y");
      case 'T' -> directives(time, "H:M:S");
      case 'R' -> directives(time, "H:M");
      case 'z', 'Z' -> "";
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      default -> throw JinjaException.unsupported("a date's %" + directive);
    };
  }

  private static String directives(LocalDateTime time, String letters) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      out.append(Character.isLetter(letter) ? directive(time, letter) : letter);
    }
    return out.toString();
  }

  private static String two(int number) {
    return String.format("%02d", number);
  }

  private static String shortened(String name) {
    return name.substring(0, 3);
  }
}
