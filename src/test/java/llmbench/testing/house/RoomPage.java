package llmbench.testing.house;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A room's {@code package-info.java}: paragraphs, of which the last says what the room may import.
 *
 * @param paragraphs each on one line
 */
record RoomPage(Path file, List<String> paragraphs) {

  private static final int COLUMNS = 100;
  private static final String END = " */\n";

  static RoomPage of(String room) throws IOException {
    Path file = file(room);
    String code = Files.readString(file);
    String comment = code.substring("/**\n".length(), code.indexOf(END));
    String line = comment.lines().map(each -> each.substring(2).trim()).collect(joining(" "));
    return new RoomPage(file, Arrays.stream(line.split("<p>", -1)).map(String::trim).toList());
  }

  private static Path file(String room) {
    String folder = room.equals(RoomMap.ROOT) ? "" : room.replace('.', '/');
    return Path.of("src/test/java/llmbench", folder, "package-info.java");
  }

  /** Whether a room has one: an outer room that has nothing but rooms has none. */
  static boolean isThere(String room) {
    return Files.exists(file(room));
  }

  /** What the room is for: its first sentence. */
  String job() {
    String first = paragraphs.get(0).replaceAll("\\{@code ([^}]*)}", "`$1`");
    int end = first.indexOf(". ");
    return end < 0 ? first : first.substring(0, end + 1);
  }

  /** The last paragraph. */
  String imports() {
    return paragraphs.get(paragraphs.size() - 1);
  }

  /** Writes the file anew, with another last paragraph. */
  void withImports(String sentence) throws IOException {
    String code = Files.readString(file);
    StringBuilder comment = new StringBuilder("/**\n");
    boolean has = imports().startsWith("May import") || imports().startsWith("Imports no");
    for (String paragraph : paragraphs.subList(0, paragraphs.size() - (has ? 1 : 0))) {
      wrap(paragraph, comment);
    }
    wrap(sentence, comment);
    Files.writeString(file, comment + code.substring(code.indexOf(END)));
  }

  private static void wrap(String paragraph, StringBuilder comment) {
    boolean first = comment.toString().equals("/**\n");
    StringBuilder line = new StringBuilder(first ? " *" : " *\n * <p>");
    int start = line.lastIndexOf("\n") + 1;
    for (String word : paragraph.split(" ", -1)) {
      if (line.length() - start + 1 + word.length() > COLUMNS) {
        comment.append(line).append('\n');
        line = new StringBuilder(" *");
        start = 0;
      }
      line.append(line.toString().endsWith("<p>") ? "" : " ").append(word);
    }
    comment.append(line).append('\n');
  }
}
