package llmbench.options.given;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/** Values that stand for a file's text: {@code @FILE}, or the file's name. */
public final class AtFile {

  private AtFile() {}

  /** The text that an option means; empty, and a problem, when its file has none. */
  public static String text(Settings settings, String name) {
    String value = settings.required(name);
    return value.startsWith("@") ? read(settings, name, value.substring(1), "a text") : value;
  }

  /**
   * The text of the file that an option names; empty, and a problem, when it has none.
   *
   * @param what is expected in it
   */
  public static String named(Settings settings, String name, String what) {
    return read(settings, name, settings.required(name), what);
  }

  /** Likewise for a JSON object; null when the option isn't given, or with a problem. */
  public static @Nullable String object(Settings settings, String name) {
    String value = settings.text(name);
    if (value == null || !value.startsWith("@")) {
      return value;
    }
    String file = value.substring(1);
    String text = read(settings, name, file, "a JSON object");
    String wrong = text.isEmpty() ? null : PythonJson.whyNoObject(text);
    if (wrong != null) {
      settings.problem(name, file + ": " + wrong + "; expected a JSON object", name);
    }
    return text.isEmpty() || wrong != null ? null : text;
  }

  /** A file's text, its lines ending as Python reads them; empty, and a problem, without any. */
  private static String read(Settings settings, String name, String file, String what) {
    String wrong;
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        wrong = "is a folder";
      } else {
        String text = Files.readString(path).replace("\r\n", "\n").replace('\r', '\n');
        if (!text.isBlank()) {
          return text;
        }
        wrong = "is empty";
      }
    } catch (NoSuchFileException e) {
      wrong = "no such file";
    } catch (CharacterCodingException e) {
      wrong = "isn't UTF-8";
    } catch (IOException | InvalidPathException e) {
      wrong = "can't be read";
    }
    settings.problem(
        name, file + ": " + wrong + "; expected a file with " + what + ", in UTF-8", name);
    return "";
  }
}
