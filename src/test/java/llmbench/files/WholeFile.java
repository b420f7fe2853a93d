package llmbench.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * The one way in which files are written. Each is written under a new name beside its place and
 * then put there in one step: nobody sees half of one, an older one stays as it was where writing
 * fails, and two writers don't meet.
 *
 * <p>Nothing is written through a link: neither through one of the file's own name, whose place the
 * file takes, nor through a folder below the one that was named. The named folder may be one.
 *
 * <p>Files are UTF-8. Half of a surrogate pair, which JSON can hold and UTF-8 can't, is written as
 * the replacement character.
 */
public final class WholeFile {

  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static final Set<OpenOption> LONGER =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);

  private static final int BUFFERED_CHARS = 1 << 14;

  private WholeFile() {}

  /** A text that may be larger than the memory, so it is written as it is made. */
  public interface Content {
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param directory as somebody has named it; it is made if need be
   * @param name of the file below it, with a folder or more such as {@code js/global_stats.json}
   * @return where it is
   * @throws IOException when it can't be written; {@link IoReason} says why
   */
  public static Path write(Path directory, String name, Content content) throws IOException {
    return written(
        directory,
        name,
        begun -> {
          try (Writer out = writer(FileChannel.open(begun, NEW))) {
            content.writeTo(out);
          }
        });
  }

  private interface Beginning {
    void into(Path begun) throws IOException;
  }

  private static Path written(Path directory, String name, Beginning beginning) throws IOException {
    Path file = place(directory, name);
    // Nobody can have made anything of this name before.
    Path begun = file.resolveSibling(".llm-bench-" + UUID.randomUUID() + ".part");
    try {
      beginning.into(begun);
      put(begun, file);
    } catch (IOException e) {
      throw new FileFault(file, e);
    } finally {
      Files.deleteIfExists(begun);
    }
    return file;
  }

  /**
   * Writes bytes.
   *
   * @param directory as somebody has named it; it is made if need be
   * @param name of the file below it
   * @return where it is
   * @throws IOException when it can't be written; {@link IoReason} says why
   */
  public static Path write(Path directory, String name, byte[] bytes) throws IOException {
    return written(
        directory, name, begun -> Files.write(begun, bytes, StandardOpenOption.CREATE_NEW));
  }

  /**
   * Writes a text into the folder that the file's path names.
   *
   * @return where it is
   * @throws IOException when it can't be written
   */
  public static Path write(Path file, String text) throws IOException {
    return write(file, out -> out.write(text));
  }

  /** The same of a text that is made while it is written. */
  public static Path write(Path file, Content content) throws IOException {
    return write(folder(file), name(file), content);
  }

  /**
   * Makes an empty file that grows while others look on. What had its name is taken away.
   *
   * @throws IOException when it can't be made
   */
  public static FileChannel begin(Path file) throws IOException {
    Path place = place(folder(file), name(file));
    try {
      Files.deleteIfExists(place);
      return FileChannel.open(place, NEW);
    } catch (IOException e) {
      throw new FileFault(file, e);
    }
  }

  /**
   * Opens a file that is added to, or makes it. What is added can't take a link's place, so a link
   * is refused.
   *
   * @param directory as somebody has named it; it is made if need be
   * @param name of the file below it
   * @throws IOException when it can't be written
   */
  public static Writer append(Path directory, String name) throws IOException {
    Path file = place(directory, name);
    try {
      if (kind(file) == FileKind.LINK) {
        throw new FileFault(file, "it is a link, and nothing is written through one");
      }
      return writer(FileChannel.open(file, LONGER));
    } catch (IOException e) {
      throw new FileFault(file, e);
    }
  }

  /** Where the file goes; the folders above it are there. */
  private static Path place(Path directory, String name) throws IOException {
    Folder.made(directory);
    Path below = Path.of(name);
    for (int depth = 1; depth < below.getNameCount(); depth++) {
      makeFolder(directory.resolve(below.subpath(0, depth)));
    }
    Path file = directory.resolve(below);
    FileKind there = kind(file);
    if (there != FileKind.PLAIN && there != FileKind.LINK) {
      throw new FileFault(file, "it is " + there.words());
    }
    return file;
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!PlainFile.isThere(folder)) {
      // Whoever makes it at this moment has made it.
      Folder.made(folder);
    }
    FileKind kind = FileKind.at(folder);
    if (kind != FileKind.FOLDER) {
      throw new FileFault(
          folder, "it is " + kind.words() + " and no folder, and nothing is written through it");
    }
  }

  /** What is not there can be made. */
  private static FileKind kind(Path file) throws IOException {
    try {
      return FileKind.at(file);
    } catch (NoSuchFileException free) {
      return FileKind.PLAIN;
    } catch (IOException e) {
      throw new FileFault(file, e);
    }
  }

  private static void put(Path begun, Path file) throws IOException {
    try {
      Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException notHere) {
      Files.move(begun, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.getParent();
    return folder == null ? Path.of("") : folder;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Writer writer(FileChannel channel) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(REPLACEMENT);
    return new BufferedWriter(
        new OutputStreamWriter(Channels.newOutputStream(channel), encoder), BUFFERED_CHARS);
  }
}
