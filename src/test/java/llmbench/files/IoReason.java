package llmbench.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a file could not be read or written, for people. The JDK's own message is often the bare
 * path, and says the rest by the name of its class alone.
 */
public final class IoReason {

  private static final Map<Class<? extends IOException>, String> WORDS =
      Map.of(
          AccessDeniedException.class, "permission denied",
          DirectoryNotEmptyException.class, "it is a folder that is not empty",
          NotDirectoryException.class, "it is no folder",
          FileAlreadyExistsException.class, "something else has this name",
          FileSystemLoopException.class, "links lead in a circle");

  private IoReason() {}

  /** Why, in some words without the file's name, such as {@code permission denied}. */
  public static String of(IOException e) {
    String words = WORDS.get(e.getClass());
    if (words != null) {
      return words;
    }
    if (e instanceof NoSuchFileException missing) {
      return missing(missing.getFile());
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8";
    }
    String said = e instanceof FileSystemException of ? of.getReason() : e.getMessage();
    if (said != null && !said.isBlank()) {
      return lowered(said);
    }
    return e instanceof EOFException ? "it ends too soon" : "the system does not say why";
  }

  /** The same with the file's name before it, where that is known: {@code a.txt: not a folder}. */
  public static String named(IOException e) {
    String file = e instanceof FileSystemException of ? of.getFile() : null;
    return file == null ? of(e) : file + ": " + of(e);
  }

  /** What a stream over files has wrapped. */
  public static IOException cause(UncheckedIOException e) {
    IOException cause = e.getCause();
    return cause == null ? new IOException(e.getMessage()) : cause;
  }

  /** That a file can't be read, and why, in a sentence. */
  public static String unread(Path file, IOException e) {
    return file + " can't be read: " + of(e) + ".";
  }

  /** That a file can't be written, and why, in a sentence. */
  public static String unwritten(IOException e) {
    String file = e instanceof FileSystemException of ? of.getFile() : null;
    return (file == null ? "A file" : file) + " can't be written: " + of(e) + ".";
  }

  private static String missing(@Nullable String file) {
    try {
      if (file != null && PlainFile.isThere(Path.of(file))) {
        return "it is a link that leads nowhere";
      }
    } catch (InvalidPathException none) {
      // Then it is not there.
    }
    return "there is no such file or folder";
  }

  /** The system's own words begin with a capital. */
  private static String lowered(String said) {
    boolean word = said.length() > 1 && Character.isLowerCase(said.charAt(1));
    return word ? said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1) : said;
  }
}
