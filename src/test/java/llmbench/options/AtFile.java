package llmbench.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Values that may be {@code @FILE}, which stands for the file's text. */
final class AtFile {

  private AtFile() {}

  /** Whether a value is a JSON object, or names a file that is to hold one. */
  static boolean isJson(String value) {
    return value.startsWith("@") || isObject(value);
  }

  private static boolean isObject(String text) {
    JsonNode json = PythonJson.loads(text);
    return json != null && json.isObject();
  }

  /** The text that an option means; empty, and a problem, when its file can't be read. */
  static String text(Settings settings, String name) {
    String value = settings.required(name);
    if (!value.startsWith("@")) {
      return value;
    }
    String file = value.substring(1);
    try {
      return Files.readString(Path.of(file)).replace("\r\n", "\n").replace('\r', '\n');
    } catch (NoSuchFileException e) {
      settings.problem(name, "no such file: " + file, name);
    } catch (CharacterCodingException e) {
      settings.problem(name, file + " isn't UTF-8; expected a text file", name);
    } catch (IOException | InvalidPathException e) {
      settings.problem(name, file + " can't be read; expected a text file", name);
    }
    return "";
  }

  /** Likewise for a JSON object; null when the option isn't given, or with a problem. */
  static @Nullable String object(Settings settings, String name) {
    if (settings.text(name) == null) {
      return null;
    }
    String text = text(settings, name);
    if (isObject(text)) {
      return text;
    }
    if (!text.isEmpty()) {
      settings.problem(name, settings.required(name).substring(1) + " holds no JSON object", name);
    }
    return null;
  }
}
