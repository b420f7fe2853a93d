package llmbench.testing.mutation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Damage to what JSON says, where its form is left as it was. */
final class JsonMutations {

  private static final Pattern NUMBER =
      Pattern.compile("(?<=[:\\[, ])-?\\d++(?:\\.\\d++)?(?:[eE][+-]?\\d++)?(?=\\s*[,}\\]])");

  private static final Pattern TEXT = Pattern.compile("(?<=:) ?\"(?:[^\"\\\\]++|\\\\.)*+\"");

  private static final Pattern VALUE =
      Pattern.compile("(?<=:) ?(?:\"(?:[^\"\\\\]++|\\\\.)*+\"|[-\\w.+]++|\\[[^\\[\\]{}]*+\\])");

  private static final Pattern MEMBER =
      Pattern.compile("\"[\\w .()/%-]++\" ?: ?(?:\"(?:[^\"\\\\]++|\\\\.)*+\"|[-\\w.+]++),");

  private static final Pattern KEY = Pattern.compile("(?<=[{,])\\s*\"[\\w .()/%-]++\"(?=\\s*:)");

  private static final List<String> NUMBERS =
      List.of(
          "-9223372036854775808",
          "9223372036854775807",
          "9223372036854775808",
          "-1",
          "0",
          "-0",
          "0.5",
          "2147483647",
          "2147483648",
          "-2147483648",
          "1e400",
          "-1e400",
          "1e308",
          "1e-400",
          "NaN",
          "Infinity",
          "-Infinity",
          "9".repeat(1_001),
          "-" + "9".repeat(1_001),
          "1" + "0".repeat(400),
          "99999999999999",
          "1e17",
          "1795521600000000000",
          "007",
          "0x10");

  private static final List<String> TEXTS =
      List.of(
          "\"\\ud800\"",
          "\"a\\udc00b\"",
          "\"\\ud83d\\u0041\"",
          "\"\\u0000\"",
          "\"\"",
          "\" \"",
          "\"\\u202e\\u2028\\u001b[2J\"",
          "\"</script><script>alert(1)</script>\"",
          "\"../../outside/bait\"",
          "\"=1+1\\n,\\\"\\n\"",
          "\"é漢😀\"",
          "\"NaN\"",
          "\"-1\"",
          "\"FINISHED\"",
          "\"" + "x".repeat(100_000) + "\"",
          "\"" + "\\ud83d".repeat(5_000) + "\"",
          "\"" + "a:1 ".repeat(20_000) + "\"",
          "\"" + "1".repeat(400_000) + "\"",
          "\"" + "(".repeat(50_000) + "\"",
          "\"" + "\\\\\\\"".repeat(50_000) + "\"");

  private static final List<String> OTHERS =
      List.of(
          "null", "true", "[]", "{}", "\"x\"", "1", "[1]", "[null]", "{\"a\":1}", "[[[]]]", "1.5");

  private static final List<String> NAMES =
      List.of("index", "sent_ns", "gaps_ns", "options", "state", "num_prompts", "x", "", "\\ud800");

  private static final List<String> DOCUMENTS =
      List.of(
          "",
          " ",
          "null",
          "{}",
          "[]",
          "[[1]]",
          "7",
          "\"text\"",
          "{",
          "\uFEFF{}",
          "NaN",
          "{}\n{}\n");

  private static final int[] DEPTHS = {500, 1_000, 1_001, 100_000};

  /** Of one pattern in a file; more are no other cases. */
  private static final int MOST_PLACES = 20_000;

  static final List<Mutation> ALL =
      List.of(
          new Mutation("numbers made extreme", of(NUMBER, (old, r) -> one(NUMBERS, r))),
          new Mutation("texts made odd", of(TEXT, (old, r) -> one(TEXTS, r))),
          new Mutation("values of another type", of(VALUE, (old, r) -> one(OTHERS, r))),
          new Mutation("nested deep", of(VALUE, (old, r) -> nested(r))),
          new Mutation("keys taken out", of(MEMBER, (old, r) -> "")),
          new Mutation("keys twice", of(MEMBER, (old, r) -> old + old)),
          new Mutation("keys of another name", of(KEY, (old, r) -> "\"" + one(NAMES, r) + "\"")),
          new Mutation(
              "keys put in", of(MEMBER, (old, r) -> "\"later\":" + one(OTHERS, r) + "," + old)),
          new Mutation("a file that says something else", JsonMutations::anotherDocument));

  private JsonMutations() {}

  private interface Change {
    String of(String old, Random random);
  }

  private static Mutation.Damage of(Pattern pattern, Change change) {
    return (victim, random) -> {
      Path file = json(victim, random);
      if (file == null) {
        return "";
      }
      // Bytes as they are: a file may be damaged already.
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      int changes = 1 + random.nextInt(3);
      for (int n = 0; n < changes; n++) {
        text = changed(text, pattern, change, random);
      }
      Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
      return victim.input().relativize(file).toString();
    };
  }

  private static @Nullable Path json(Victim victim, Random random) throws IOException {
    // Lines of requests are half of what there is to be read.
    Path lines = random.nextBoolean() ? victim.read(random, ".jsonl") : null;
    return lines == null ? victim.read(random, ".json") : lines;
  }

  private static String changed(String text, Pattern pattern, Change change, Random random) {
    List<MatchResult> places = pattern.matcher(text).results().limit(MOST_PLACES).toList();
    if (places.isEmpty()) {
      return text;
    }
    MatchResult place = places.get(random.nextInt(places.size()));
    String put = change.of(place.group(), random);
    String bytes = new String(put.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return text.substring(0, place.start()) + bytes + text.substring(place.end());
  }

  private static String nested(Random random) {
    int depth = DEPTHS[random.nextInt(DEPTHS.length)];
    return random.nextBoolean()
        ? "[".repeat(depth) + "]".repeat(depth)
        : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  private static String anotherDocument(Victim victim, Random random) throws IOException {
    Path file = json(victim, random);
    if (file == null) {
      return "";
    }
    String document = one(DOCUMENTS, random);
    byte[] before = random.nextInt(4) == 0 ? Files.readAllBytes(file) : new byte[0];
    Files.write(file, ByteMutations.joined(ByteMutations.utf8(document), before));
    return victim.input().relativize(file).toString();
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
