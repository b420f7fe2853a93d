package llmbench.testing.house;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The map of the rooms as documents tell it: outer rooms alone, and in a sentence. */
final class HouseMap {

  private HouseMap() {}

  /** Each outer room and the outer rooms that it may import; rooms of tests are left out. */
  static Map<String, Set<String>> outerRooms() {
    Map<String, Set<String>> outer = new TreeMap<>();
    RoomMap.MAY_IMPORT.forEach(
        (room, imports) -> {
          if (!isForTests(room)) {
            String from = RoomMap.outermost(room);
            Set<String> all = outer.computeIfAbsent(from, each -> new TreeSet<>());
            imports.stream()
                .map(RoomMap::outermost)
                .filter(to -> !to.equals(from))
                .forEach(all::add);
          }
        });
    return outer;
  }

  /** The rooms within an outer room, by their names there. */
  static List<String> innerRooms(String outer) {
    return RoomMap.MAY_IMPORT.keySet().stream()
        .filter(room -> room.startsWith(outer + ".") && !isForTests(room))
        .map(room -> room.substring(outer.length() + 1))
        .sorted()
        .toList();
  }

  /**
   * The rooms that import any, without what follows from others: where a imports b, and b c, not
   * that a imports c.
   */
  static Map<String, Set<String>> withoutDetours(Map<String, Set<String>> rooms) {
    Map<String, Set<String>> direct = new TreeMap<>();
    rooms.forEach(
        (from, imports) -> {
          for (String to : imports) {
            if (imports.stream().noneMatch(via -> leads(rooms, via, to))) {
              direct.computeIfAbsent(from, each -> new TreeSet<>()).add(to);
            }
          }
        });
    return direct;
  }

  private static boolean leads(Map<String, Set<String>> rooms, String from, String to) {
    return rooms.getOrDefault(from, Set.of()).stream()
        .anyMatch(via -> via.equals(to) || leads(rooms, via, to));
  }

  /** What a room's {@code package-info.java} ends with. */
  static String sentence(String room) {
    Set<String> imports = RoomMap.MAY_IMPORT.getOrDefault(room, Set.of());
    if (imports.contains(RoomMap.ALL)) {
      return "May import every room.";
    }
    Set<String> named = new TreeSet<>();
    for (String to : imports) {
      boolean neighbour = RoomMap.outermost(to).equals(RoomMap.outermost(room));
      named.add(neighbour ? to : RoomMap.outermost(to));
    }
    return named.isEmpty() ? "Imports no other room." : "May import " + listed(named) + ".";
  }

  private static String listed(Collection<String> names) {
    return String.join(", ", names).replaceFirst("(.*), ", "$1 and ");
  }

  private static boolean isForTests(String room) {
    return room.equals("testing") || room.startsWith("testing.") || room.endsWith(".testing");
  }
}
