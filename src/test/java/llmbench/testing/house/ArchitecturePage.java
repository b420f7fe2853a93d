package llmbench.testing.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** docs/architecture.md: the diagram's arrows and the table of rooms are the map's. */
record ArchitecturePage(String text) {

  private static final Path FILE = Path.of("docs/architecture.md");
  private static final String BEGIN_ARROWS = "  %% Who imports whom\n";
  private static final String END_ARROWS = "```\n";
  private static final String BEGIN_TABLE = "|---|---|---|\n";
  private static final String END_TABLE = "\n\n";
  private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+) --> (.+)$");
  private static final Pattern NODE = Pattern.compile("(?m)^ +(\\w+)(?:\\[[^\\]]*])?$");

  /** The end of a group, and what lies between the halves. */
  private static final Set<String> NO_ROOMS = Set.of("end", "record");

  static ArchitecturePage read() throws IOException {
    return new ArchitecturePage(Files.readString(FILE));
  }

  /** Rooms that the diagram shows. */
  List<String> rooms() {
    return NODE.matcher(diagram())
        .results()
        .map(node -> node.group(1))
        .filter(name -> !NO_ROOMS.contains(name))
        .toList();
  }

  /** Each room that imports any with the rooms that its arrows lead to. */
  Map<String, Set<String>> arrows() {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (MatchResult arrow : ARROW.matcher(diagram()).results().toList()) {
      arrows
          .computeIfAbsent(arrow.group(1), room -> new TreeSet<>())
          .addAll(List.of(arrow.group(2).split(" & ", -1)));
    }
    return arrows;
  }

  String table() {
    return between(BEGIN_TABLE, END_TABLE);
  }

  private String diagram() {
    return between("```mermaid\n", END_ARROWS);
  }

  private String between(String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  /** The table's rows, as they are to be. */
  static String rows(Map<String, Set<String>> rooms) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Map.Entry<String, Set<String>> room : rooms.entrySet()) {
      List<String> inner = HouseMap.innerRooms(room.getKey());
      List<String> about = new ArrayList<>();
      if (RoomPage.isThere(room.getKey())) {
        about.add(RoomPage.of(room.getKey()).job());
      }
      if (!inner.isEmpty()) {
        about.add("Rooms in it: " + String.join(", ", inner) + ".");
      }
      rows.add(
          "| `%s` | %s | %s |"
              .formatted(
                  room.getKey(),
                  String.join(" ", about),
                  room.getValue().isEmpty() ? "–" : String.join(", ", room.getValue())));
    }
    return String.join("\n", rows);
  }

  /** Writes the page with other arrows and another table. */
  void with(Map<String, Set<String>> arrows, String rows) throws IOException {
    StringBuilder lines = new StringBuilder();
    arrows.forEach(
        (from, to) -> lines.append("  %s --> %s\n".formatted(from, String.join(" & ", to))));
    String drawn = replaced(text, BEGIN_ARROWS, END_ARROWS, lines.toString());
    Files.writeString(FILE, replaced(drawn, BEGIN_TABLE, END_TABLE, rows));
  }

  private static String replaced(String text, String begin, String end, String between) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(0, from) + between + text.substring(text.indexOf(end, from));
  }
}
