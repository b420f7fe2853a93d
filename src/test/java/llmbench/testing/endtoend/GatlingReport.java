package llmbench.testing.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** For tests: the table of figures in the report that Gatling itself has made of a run. */
record GatlingReport(Path directory, List<Row> rows) {

  /** The id of the row that stands for all requests. */
  static final String ROOT = "ROOT";

  private static final Pattern ROW =
      Pattern.compile("(?s)<tr id=\"([^\"]+)\" (?:data-parent=\"([^\"]+)\")?>(.*?)</tr>");
  private static final Pattern NAME = Pattern.compile("class=\"ellipsed-name\">([^<]*)<");
  private static final Pattern PAGE = Pattern.compile("<a href=\"([^\"]+)\"");
  private static final Pattern CELL = Pattern.compile("<td class=\"value [^\"]*\">([^<]*)</td>");

  /**
   * A row: a group or a request.
   *
   * @param parent the id of the group that it stands in; empty for all requests
   * @param page of its own
   * @param cells total, OK, KO, percentage of KO, a second, minimum, the four percentiles, maximum,
   *     mean, standard deviation; times in ms
   */
  record Row(String id, String parent, String name, String page, List<String> cells) {

    long total() {
      return Long.parseLong(cells.get(0));
    }

    long ok() {
      return Long.parseLong(cells.get(1));
    }

    long ko() {
      return Long.parseLong(cells.get(2));
    }

    double perSecond() {
      return Double.parseDouble(cells.get(4));
    }

    long min() {
      return Long.parseLong(cells.get(5));
    }

    /** Of the four, from 1. */
    long percentile(int place) {
      return Long.parseLong(cells.get(5 + place));
    }

    long max() {
      return Long.parseLong(cells.get(10));
    }

    long mean() {
      return Long.parseLong(cells.get(11));
    }

    long deviation() {
      return Long.parseLong(cells.get(12));
    }
  }

  /** The report of the only run in a results folder. */
  static GatlingReport ofOnly(Path results) throws IOException {
    try (Stream<Path> runs = Files.list(results)) {
      return of(runs.reduce((one, other) -> other).orElseThrow());
    }
  }

  static GatlingReport of(Path directory) throws IOException {
    List<Row> rows = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(directory.resolve("index.html")));
    while (row.find()) {
      List<String> cells = new ArrayList<>();
      Matcher cell = CELL.matcher(row.group(3));
      while (cell.find()) {
        cells.add(cell.group(1));
      }
      String parent = row.group(2) == null ? "" : row.group(2);
      rows.add(
          new Row(
              row.group(1),
              parent,
              first(NAME, row.group(3)),
              first(PAGE, row.group(3)),
              List.copyOf(cells)));
    }
    return new GatlingReport(directory, List.copyOf(rows));
  }

  Row all() {
    return rows.stream().filter(row -> row.id().equals(ROOT)).findFirst().orElseThrow();
  }

  /** The row of these names, outermost first. */
  Row row(String... path) {
    String parent = ROOT;
    Row found = all();
    for (String name : path) {
      String within = parent;
      found =
          rows.stream()
              .filter(row -> row.parent().equals(within) && row.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no row " + name + " in " + within));
      parent = found.id();
    }
    return found;
  }

  /** The page of a row. */
  String page(Row row) throws IOException {
    return Files.readString(directory.resolve(row.page()));
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
