package llmbench.testing.mutation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Something else in the place of a file: of one that is read, or of one that is to be written. */
final class PlaceMutations {

  /** It has no more blocks than a small one. */
  private static final long HUGE_BYTES = 200L << 20;

  /** Puts something where nothing is. */
  private interface Thing {
    void at(Path place, Victim victim, Random random) throws IOException;
  }

  private static final List<Mutation> READ =
      List.of(
          new Mutation("a file gone", read((place, victim, random) -> {})),
          new Mutation("a folder for a file", read(PlaceMutations::folder)),
          new Mutation("a pipe for a file", read((p, v, r) -> odd(p, v, "pipe"))),
          new Mutation("a socket for a file", read((p, v, r) -> odd(p, v, "socket"))),
          new Mutation("a link to a pipe for a file", read((p, v, r) -> link(p, v, "pipe"))),
          new Mutation(
              "a link to a device for a file",
              read((p, v, r) -> Files.createSymbolicLink(p, Path.of("/dev/zero")))),
          new Mutation(
              "a link that leads nowhere",
              read((p, v, r) -> Files.createSymbolicLink(p, Path.of("nowhere")))),
          new Mutation(
              "a link to itself", read((p, v, r) -> Files.createSymbolicLink(p, p.getFileName()))),
          new Mutation("a huge file", read(PlaceMutations::huge)),
          new Mutation("a file of another run", read(PlaceMutations::another)),
          new Mutation("a file behind a link", PlaceMutations::behindLink),
          new Mutation("a file that nobody may read", PlaceMutations::unreadable),
          new Mutation("an unfinished database", PlaceMutations::unfinished));

  private static final List<Mutation> WRITTEN =
      List.of(
          new Mutation(
              "a link where a file is written",
              written((p, v, r) -> Files.createSymbolicLink(p, v.outside().resolve("bait.txt")))),
          new Mutation(
              "a link to nowhere where a file is written",
              written((p, v, r) -> Files.createSymbolicLink(p, v.outside().resolve("new.txt")))),
          new Mutation("a link for the unfinished file", PlaceMutations::part),
          new Mutation("a link for the folder js", PlaceMutations::js),
          new Mutation("a folder where a file is written", written(PlaceMutations::folder)),
          new Mutation("a pipe where a file is written", written((p, v, r) -> odd(p, v, "pipe"))),
          new Mutation(
              "a link to a device where a file is written",
              written((p, v, r) -> Files.createSymbolicLink(p, Path.of("/dev/full")))));

  static final List<Mutation> ALL = Stream.concat(READ.stream(), WRITTEN.stream()).toList();

  private PlaceMutations() {}

  private static Mutation.Damage read(Thing thing) {
    return (victim, random) -> {
      Path place = victim.read(random);
      Files.delete(place);
      thing.at(place, victim, random);
      return victim.input().relativize(place).toString();
    };
  }

  private static Mutation.Damage written(Thing thing) {
    return (victim, random) -> {
      String name = Victim.WRITTEN.get(random.nextInt(Victim.WRITTEN.size()));
      return put(victim.output(), name, thing, victim, random);
    };
  }

  private static String put(Path folder, String name, Thing thing, Victim victim, Random random)
      throws IOException {
    Path place = folder.resolve(name);
    Files.createDirectories(place.getParent());
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    thing.at(place, victim, random);
    return name;
  }

  /** As the unfinished files were called that could be guessed. */
  private static String part(Victim victim, Random random) throws IOException {
    String name = Victim.WRITTEN.get(random.nextInt(Victim.WRITTEN.size())) + ".part";
    Thing link = (p, v, r) -> Files.createSymbolicLink(p, v.outside().resolve("bait.txt"));
    return put(victim.output(), name, link, victim, random);
  }

  private static String js(Victim victim, Random random) throws IOException {
    Thing link = (p, v, r) -> Files.createSymbolicLink(p, v.outside().resolve("bait"));
    return put(victim.output(), "js", link, victim, random);
  }

  private static void folder(Path place, Victim victim, Random random) throws IOException {
    Files.createDirectory(place);
    if (random.nextBoolean()) {
      Files.writeString(place.resolve("something"), "in it");
    }
  }

  /** One pipe has many names: each of its own would need a process. */
  private static void odd(Path place, Victim victim, String name) throws IOException {
    Path thing = victim.oddities().resolve(name);
    if (Files.exists(thing)) {
      Files.createLink(place, thing);
    }
  }

  private static void link(Path place, Victim victim, String name) throws IOException {
    Files.createSymbolicLink(place, victim.oddities().resolve(name).toAbsolutePath());
  }

  private static void huge(Path place, Victim victim, Random random) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(place.toFile(), "rw")) {
      file.setLength(random.nextBoolean() ? HUGE_BYTES : HUGE_BYTES / 10);
    }
  }

  private static void another(Path place, Victim victim, Random random) throws IOException {
    try (Stream<Path> files = Files.list(victim.another())) {
      List<Path> plain = files.filter(Files::isRegularFile).sorted().toList();
      Files.copy(plain.get(random.nextInt(plain.size())), place);
    }
  }

  /** It is as good as the file. */
  private static String behindLink(Victim victim, Random random) throws IOException {
    Path place = victim.read(random);
    Path moved = victim.outside().resolve("moved-" + random.nextInt(1_000_000));
    Files.move(place, moved);
    Files.createSymbolicLink(place, moved.toAbsolutePath());
    return victim.input().relativize(place).toString();
  }

  private static String unreadable(Victim victim, Random random) throws IOException {
    Path place = victim.read(random);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("---------"));
    return victim.input().relativize(place).toString();
  }

  private static String unfinished(Victim victim, Random random) throws IOException {
    Path database = victim.read(random, ".db");
    if (database == null) {
      return "";
    }
    String end = random.nextBoolean() ? "-wal" : "-journal";
    try {
      Files.writeString(database.resolveSibling(database.getFileName() + end), "not yet in it");
    } catch (FileSystemException taken) {
      return "";
    }
    return database.getFileName() + end;
  }
}
