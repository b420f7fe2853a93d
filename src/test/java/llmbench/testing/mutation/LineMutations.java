package llmbench.testing.mutation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damage to the lines of requests.jsonl. */
final class LineMutations {

  static final List<Mutation> ALL =
      List.of(
          new Mutation("lines removed", of(LineMutations::removed)),
          new Mutation(
              "half of the lines", of((lines, r) -> lines.subList(0, half(lines)).clear())),
          new Mutation("lines doubled", of(LineMutations::doubled)),
          new Mutation("all lines doubled", of((lines, random) -> lines.addAll(copy(lines)))),
          new Mutation("lines in another order", of((lines, r) -> Collections.shuffle(lines, r))),
          new Mutation("lines joined", of(LineMutations::joined)),
          new Mutation("lines spoilt", of(LineMutations::spoilt)),
          new Mutation("blank lines put in", of((lines, r) -> lines.add(at(lines, r), " \r"))),
          new Mutation("line ends of Windows", of((lines, r) -> lines.replaceAll(l -> l + "\r"))),
          new Mutation("lines of another run put in", LineMutations::mixed));

  private LineMutations() {}

  private interface Change {
    void to(List<String> lines, Random random);
  }

  private static Mutation.Damage of(Change change) {
    return (victim, random) -> changed(victim, random, change);
  }

  private static String changed(Victim victim, Random random, Change change) throws IOException {
    Path file = victim.read(random, "requests.jsonl");
    if (file == null) {
      return "";
    }
    List<String> lines = lines(file);
    change.to(lines, random);
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    Files.write(file, text.toString().getBytes(StandardCharsets.ISO_8859_1));
    return victim.input().relativize(file).toString();
  }

  /** Of any bytes: a file may be damaged already. */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    lines.remove(lines.size() - 1);
    return lines;
  }

  private static String mixed(Victim victim, Random random) throws IOException {
    List<String> others = lines(victim.another().resolve("requests.jsonl"));
    return changed(
        victim,
        random,
        (lines, r) -> {
          for (int n = 1 + r.nextInt(others.size()); n > 0; n--) {
            lines.add(at(lines, r), others.get(r.nextInt(others.size())));
          }
        });
  }

  private static int at(List<String> lines, Random random) {
    return random.nextInt(lines.size() + 1);
  }

  private static List<String> copy(List<String> lines) {
    return List.copyOf(lines);
  }

  private static void removed(List<String> lines, Random random) {
    for (int n = 1 + random.nextInt(12); n > 0 && !lines.isEmpty(); n--) {
      lines.remove(random.nextInt(lines.size()));
    }
  }

  private static void doubled(List<String> lines, Random random) {
    for (int n = 1 + random.nextInt(5); n > 0 && !lines.isEmpty(); n--) {
      lines.add(at(lines, random), lines.get(random.nextInt(lines.size())));
    }
  }

  private static void joined(List<String> lines, Random random) {
    if (lines.size() > 1) {
      int place = random.nextInt(lines.size() - 1);
      lines.set(place, lines.get(place) + lines.remove(place + 1));
    }
  }

  /** Up to every second one, each at another place. */
  private static void spoilt(List<String> lines, Random random) {
    for (int n = 1 + random.nextInt(Math.max(1, half(lines))); n > 0 && !lines.isEmpty(); n--) {
      int place = random.nextInt(lines.size());
      String line = lines.get(place);
      lines.set(place, line.substring(random.nextInt(line.length() + 1)));
    }
  }

  private static int half(List<String> lines) {
    return lines.size() / 2;
  }
}
