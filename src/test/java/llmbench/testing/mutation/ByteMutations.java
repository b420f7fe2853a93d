package llmbench.testing.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damage to the bytes of a file, whatever they mean. */
final class ByteMutations {

  private static final byte[][] NO_TEXT = {
    {(byte) 0xFF},
    {(byte) 0xC3},
    {(byte) 0xE4, (byte) 0xBD},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xC0, (byte) 0x80}
  };

  static final List<Mutation> ALL =
      List.of(
          new Mutation("bytes flipped", of(ByteMutations::flipped)),
          new Mutation("file cut", of(ByteMutations::cut)),
          new Mutation("part of a file taken out", of((file, random) -> without(file, random))),
          new Mutation("part of a file doubled", of(ByteMutations::doubled)),
          new Mutation("part of a file overwritten", of(ByteMutations::overwritten)),
          new Mutation("NULs put in", of((file, random) -> with(file, random, new byte[3]))),
          new Mutation(
              "invalid UTF-8 put in",
              of((file, random) -> with(file, random, NO_TEXT[random.nextInt(NO_TEXT.length)]))),
          new Mutation("random bytes put in", of(ByteMutations::withRandom)),
          new Mutation("log damaged", ByteMutations::log));

  private ByteMutations() {}

  private interface Change {
    byte[] of(byte[] file, Random random) throws IOException;
  }

  private static Mutation.Damage of(Change change) {
    return (victim, random) -> {
      Path file = victim.read(random);
      Files.write(file, change.of(Files.readAllBytes(file), random));
      return victim.input().relativize(file).toString();
    };
  }

  private static String log(Victim victim, Random random) throws IOException {
    Path log = victim.read(random, "simulation.log");
    if (log == null) {
      return "";
    }
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, random.nextBoolean() ? cut(bytes, random) : flipped(bytes, random));
    return "simulation.log";
  }

  private static byte[] flipped(byte[] file, Random random) {
    byte[] changed = file.clone();
    for (int n = 1 + random.nextInt(8); n > 0 && changed.length > 0; n--) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private static byte[] cut(byte[] file, Random random) {
    return Arrays.copyOf(file, random.nextInt(file.length + 1));
  }

  private static byte[] without(byte[] file, Random random) throws IOException {
    int from = random.nextInt(file.length + 1);
    int to = from + random.nextInt(Math.min(400, file.length - from) + 1);
    return joined(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
  }

  private static byte[] doubled(byte[] file, Random random) throws IOException {
    int from = random.nextInt(file.length + 1);
    int to = from + random.nextInt(Math.min(2_000, file.length - from) + 1);
    return joined(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
  }

  private static byte[] overwritten(byte[] file, Random random) {
    byte[] changed = file.clone();
    int from = random.nextInt(file.length + 1);
    int to = from + random.nextInt(Math.min(400, file.length - from) + 1);
    Arrays.fill(changed, from, to, (byte) random.nextInt(256));
    return changed;
  }

  private static byte[] withRandom(byte[] file, Random random) throws IOException {
    byte[] more = new byte[1 + random.nextInt(60)];
    random.nextBytes(more);
    return with(file, random, more);
  }

  private static byte[] with(byte[] file, Random random, byte[] more) throws IOException {
    int at = random.nextInt(file.length + 1);
    return joined(Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
  }

  static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
