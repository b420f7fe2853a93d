package llmbench.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What a name in a folder stands for. */
enum FileKind {
  PLAIN("a plain file"),
  FOLDER("a folder"),
  LINK("a link"),
  PIPE("a named pipe"),
  SOCKET("a socket"),
  DEVICE("a device"),
  OTHER("something else");

  /** The part of a Unix mode that says what it is. */
  private static final int KIND = 0xF000;

  private static final int MODE_OF_PIPE = 0x1000;
  private static final int MODE_OF_CHARACTERS = 0x2000;
  private static final int MODE_OF_BLOCKS = 0x6000;
  private static final int MODE_OF_SOCKET = 0xC000;

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** With its article. */
  String words() {
    return words;
  }

  /** What is there, behind all links; an IOException says that nothing is. */
  static FileKind behind(Path file) throws IOException {
    return of(file);
  }

  /** What has this very name; an IOException says that nothing has. */
  static FileKind at(Path file) throws IOException {
    return of(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static FileKind of(Path file, LinkOption... links) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, links);
    if (is.isRegularFile()) {
      return PLAIN;
    }
    if (is.isDirectory()) {
      return FOLDER;
    }
    return is.isSymbolicLink() ? LINK : special(file, links);
  }

  private static FileKind special(Path file, LinkOption... links) throws IOException {
    try {
      return switch ((int) Files.getAttribute(file, "unix:mode", links) & KIND) {
        case MODE_OF_PIPE -> PIPE;
        case MODE_OF_CHARACTERS, MODE_OF_BLOCKS -> DEVICE;
        case MODE_OF_SOCKET -> SOCKET;
        default -> OTHER;
      };
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      // Only Unix tells more.
      return OTHER;
    }
  }
}
