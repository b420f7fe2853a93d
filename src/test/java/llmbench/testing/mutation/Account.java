package llmbench.testing.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report's files say of the requests: how many there are, and which of them are lost. Read
 * from the files, and by no code of ours.
 *
 * @param doubts of verdict.json
 * @param requests rows of requests.csv, or what metrics.prom counts where there is none
 * @param successes that metrics.prom counts
 * @param distinct different indexes among the rows; 0 without rows
 */
record Account(JsonNode doubts, int requests, int successes, int distinct) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern UNREADABLE = Pattern.compile("^([\\d,]+) unreadable line");
  private static final Pattern COUNTED =
      Pattern.compile("llmbench_requests\\{.*outcome=\"(success|failure)\"} (\\d+)");

  /** Of the files in this directory. */
  static Account of(Path directory) throws IOException {
    JsonNode verdict = JSON.readTree(directory.resolve("verdict.json").toFile());
    int successes = 0;
    int counted = 0;
    Matcher samples = COUNTED.matcher(Files.readString(directory.resolve("metrics.prom")));
    while (samples.find()) {
      int count = Integer.parseInt(samples.group(2));
      counted += count;
      successes += samples.group(1).equals("success") ? count : 0;
    }
    Path csv = directory.resolve("requests.csv");
    if (!Files.isRegularFile(csv)) {
      return new Account(verdict.get("doubts"), counted, successes, 0);
    }
    List<String> indexes = indexes(Files.readString(csv));
    Set<String> distinct = new HashSet<>(indexes);
    return new Account(verdict.get("doubts"), indexes.size(), successes, distinct.size());
  }

  /** The first cells of all records but the heading. */
  private static List<String> indexes(String csv) {
    List<String> first = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    boolean inFirst = true;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      quoted ^= c == '"';
      if (!quoted && c == ',') {
        inFirst = false;
      } else if (!quoted && c == '\n') {
        first.add(cell.toString());
        cell.setLength(0);
        inFirst = true;
      } else if (inFirst) {
        cell.append(c);
      }
    }
    return first.subList(1, first.size());
  }

  /** Lines of requests.jsonl with anything in them, a last one without an end among them. */
  static int lines(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int lines = 0;
    for (String line : text.split("\n", -1)) {
      lines += line.replaceAll("[ \r\t]", "").isEmpty() ? 0 : 1;
    }
    return lines;
  }

  /** Whether it has a doubt of this name. */
  boolean has(String name) {
    return !figures(name).isEmpty();
  }

  /** The figures of each doubt of this name. */
  List<JsonNode> figures(String name) {
    List<JsonNode> figures = new ArrayList<>();
    for (JsonNode doubt : doubts) {
      if (doubt.get("name").asText().equals(name)) {
        figures.add(doubt.get("figures"));
      }
    }
    return figures;
  }

  /** The sum of a figure over all doubts of this name. */
  long sum(String name, String figure) {
    return figures(name).stream().mapToLong(figures -> figures.get(figure).asLong()).sum();
  }

  /** How many lines it says it could not read. */
  long unreadable() {
    long all = 0;
    for (JsonNode figures : figures("truncated")) {
      if (figures.get("file").asText().equals("requests.jsonl")) {
        Matcher count = UNREADABLE.matcher(figures.get("what").asText());
        all += count.find() ? Long.parseLong(count.group(1).replace(",", "")) : 1;
      }
    }
    return all;
  }

  /** The messages of the doubts by which a comparison is none. */
  List<String> losses() {
    List<String> losses = new ArrayList<>();
    for (JsonNode doubt : doubts) {
      String name = doubt.get("name").asText();
      boolean cut =
          name.equals("truncated") && doubt.at("/figures/file").asText().equals("requests.jsonl");
      if (cut || name.startsWith("requests-") || name.equals("result-disagrees")) {
        losses.add(doubt.get("message").asText());
      }
    }
    return losses;
  }
}
