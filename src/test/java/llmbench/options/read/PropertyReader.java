package llmbench.options.read;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import llmbench.options.given.Given;
import llmbench.options.given.Problems;
import llmbench.options.given.Source;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;
import llmbench.options.table.Option;
import org.jspecify.annotations.Nullable;

/** Reads FLAG=VALUE settings: those of {@code -Dllm.FLAG=VALUE} and of a file's lines. */
final class PropertyReader {

  /** A setting before its flag is looked up. */
  record Setting(String name, String flag, Source source, @Nullable String value) {

    String shown() {
      return source.shown(flag, null);
    }

    /** With its value, for settings that are never secret. */
    String shownWhole() {
      return source.shown(flag, value);
    }
  }

  private PropertyReader() {}

  /** The settings among the properties, in the order of their names. */
  static List<Setting> properties(Map<String, String> properties) {
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(properties)
        .forEach(
            (name, value) -> {
              String flag = name.substring(Sources.PREFIX.length());
              settings.add(
                  new Setting(FlagNames.dashed(flag), "-D" + name, new Source.Property(), value));
            });
    return settings;
  }

  /** The settings of a file's lines; blank lines and those that begin with # say nothing. */
  static List<Setting> file(String file, Problems problems) {
    List<Setting> settings = new ArrayList<>();
    List<String> lines = lines(file, problems);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (i == 0) {
        line = line.replace("\ufeff", "");
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String flag = (equals < 0 ? line : line.substring(0, equals)).strip();
      Source source = new Source.ConfigLine(file, i + 1);
      if (!flag.matches("(--)?[A-Za-z][\\w-]*")) {
        problems.add(source.shown("line", null), "expected FLAG=VALUE or a # comment");
        continue;
      }
      String name = FlagNames.dashed(flag.replaceFirst("^--", ""));
      String value = equals < 0 ? null : line.substring(equals + 1).strip();
      settings.add(new Setting(name, flag, source, value));
    }
    return settings;
  }

  private static List<String> lines(String file, Problems problems) {
    String shown = "-Dllm.config=" + file;
    try {
      return Files.readAllLines(Path.of(file));
    } catch (NoSuchFileException e) {
      problems.add(shown, "no such file; expected a file of FLAG=VALUE lines");
    } catch (CharacterCodingException e) {
      problems.add(shown, "isn't UTF-8; expected a text file of FLAG=VALUE lines");
    } catch (IOException | InvalidPathException e) {
      problems.add(shown, "can't be read; expected a file of FLAG=VALUE lines");
    }
    return List.of();
  }

  /** The option of a setting with its values; null, and a problem, when there is none. */
  static @Nullable Given resolve(Setting setting, FlagNames names, Problems problems) {
    Option option = names.exactly(setting.name());
    if (option == null) {
      problems.add(setting.shown(), names.unknown(setting.name(), prefix(setting)));
      return null;
    }
    List<String> words = words(option, setting, problems);
    return words == null ? null : new Given(option, setting.flag(), setting.source(), words);
  }

  /** What stands before a flag's name at that place. */
  private static String prefix(Setting setting) {
    return setting.flag().startsWith("-D") ? "-D" + Sources.PREFIX : "";
  }

  private static @Nullable List<String> words(Option option, Setting setting, Problems problems) {
    String value = setting.value();
    if (option.arity().isSwitch()) {
      return switched(option, setting, problems);
    }
    if (value == null) {
      problems.add(setting.shown(), "no value; expected " + option.type().expected());
      return null;
    }
    if (!option.arity().isMany()) {
      return List.of(value);
    }
    try {
      List<String> words = ShellWords.split(value);
      if (words.isEmpty() && option.arity() == Option.Arity.SOME) {
        problems.add(setting.shown(), "no value; expected " + option.type().expected());
        return null;
      }
      return words;
    } catch (IllegalArgumentException e) {
      problems.add(setting.shown(), e.getMessage() + "; quote words as in a shell");
      return null;
    }
  }

  private static @Nullable List<String> switched(
      Option option, Setting setting, Problems problems) {
    String value = setting.value() == null ? "" : setting.value().toLowerCase(Locale.ROOT);
    if (!value.isEmpty() && !value.equals("true") && !value.equals("false")) {
      problems.add(setting.shownWhole(), "expected " + option.type().expected());
      return null;
    }
    boolean named = setting.name().equals(option.name());
    return List.of(String.valueOf(named != value.equals("false")));
  }
}
