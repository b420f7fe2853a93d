package llmbench.dataset;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.options.dataset.TextFileOptions;
import org.jspecify.annotations.Nullable;

/**
 * A text file with a prompt on each line, as evalscope's datasets read them: the first ones whose
 * length is among those asked for, as many as are wanted.
 */
abstract class TextFile {

  private final TextFileOptions asked;
  private final InputFit fit;
  private final String what;

  /**
   * A file.
   *
   * @param what it holds, to end "a text file with …"
   */
  TextFile(PromptContext context, ChatCount count, String what) {
    this.asked = context.asked(TextFileOptions.class);
    this.fit = new InputFit(context, count, asked.length(), asked.input());
    this.what = what;
  }

  /** The file of the path that was given, which may be a folder. */
  Path file(Path given) {
    return given;
  }

  /**
   * What a line says; null for one that is left out.
   *
   * @param line without blanks around it
   * @param lines know where it stands
   */
  abstract @Nullable Content content(String line, Utf8Lines lines);

  /**
   * Reads no more lines than are needed.
   *
   * @param wanted how many prompts at most
   */
  final List<Content> read(int wanted) {
    List<Content> contents = new ArrayList<>();
    Path file = file();
    boolean blank = true;
    try (Utf8Lines lines = Utf8Lines.open(file, what)) {
      String line = lines.next();
      while (line != null && contents.size() < wanted) {
        String stripped = PythonText.strip(line);
        blank = blank && stripped.isEmpty();
        Content content = content(stripped, lines);
        if (content != null) {
          contents.add(content);
        }
        line = lines.next();
      }
    }
    if (contents.isEmpty()) {
      throw blank
          ? Utf8Lines.wrong(file, "is empty", what)
          : new DatasetException(Utf8Lines.OPTION + file + ": " + fit.noneFits());
    }
    return contents;
  }

  private Path file() {
    try {
      return file(Path.of(asked.path()));
    } catch (InvalidPathException e) {
      throw new DatasetException(
          Utf8Lines.OPTION + "isn't a path; give that of a text file with " + what + ".");
    }
  }

  /** A text as it is sent; null for one that is left out. */
  final @Nullable Content fitting(String text) {
    return fit.content(text);
  }

  /** What becomes of texts. */
  final InputFit fit() {
    return fit;
  }
}
