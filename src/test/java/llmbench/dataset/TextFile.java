package llmbench.dataset;

import java.nio.file.Path;
import java.util.stream.Stream;
import llmbench.options.dataset.TextFileOptions;
import org.jspecify.annotations.Nullable;

/**
 * A text file with a prompt on each line, as evalscope's datasets read them: the first ones whose
 * length is among those asked for, as many as are wanted.
 */
abstract class TextFile {

  private final PromptContext context;
  private final TextFileOptions asked;
  private final InputFit fit;
  private final String what;

  /**
   * A file.
   *
   * @param what it holds, to end "a text file with …"
   */
  TextFile(PromptContext context, ChatCount count, String what) {
    this.context = context;
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
   * What its lines say, read while it is taken and no further than needed; closes the file.
   *
   * @param wanted how many prompts at most
   * @throws DatasetException here when the file can't be opened; while it is taken, when a line is
   *     wrong or no prompt fits
   */
  final Stream<Content> read(int wanted) {
    DatasetFile file = DatasetFile.text(path(), what);
    Contents contents = new Contents(Utf8Lines.open(file));
    return ItemSource.stream(contents, () -> none(file, contents)).limit(wanted);
  }

  private DatasetException none(DatasetFile file, Contents contents) {
    return contents.blank
        ? file.wrong("is empty")
        : new DatasetException(file.at() + ": " + fit.noneFits());
  }

  /** One after the other. */
  private final class Contents implements ItemSource<Content> {

    private final Utf8Lines lines;

    /** Whether no line has said anything yet. */
    private boolean blank = true;

    Contents(Utf8Lines lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable Content next() {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String stripped = PythonText.strip(line);
        blank = blank && stripped.isEmpty();
        Content content = content(stripped, lines);
        if (content != null) {
          return content;
        }
      }
      return null;
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  private Path path() {
    return file(EvalscopeFile.of(context, asked.place(), "a text file with " + what));
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
