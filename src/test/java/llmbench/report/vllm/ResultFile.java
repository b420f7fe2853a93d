package llmbench.report.vllm;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import llmbench.files.IoReason;
import llmbench.files.WholeFile;
import llmbench.options.RampUp;
import llmbench.options.syntax.PythonNumbers;

/**
 * The file that {@code --save-result} and {@code --append-result} write. Its name is that of {@code
 * compute_result_filename()} (0.32.0) and the end of {@code main_async()} (0.11.0), which agree.
 *
 * <p>A label, model or file name never leads out of the result directory: what would, loses its
 * path separators and {@code ..}.
 */
public final class ResultFile {

  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

  /** Of a file's name; the systems take five more. */
  private static final int LONGEST_NAME_BYTES = 250;

  private static final int LONGEST_PART_BYTES = 88;

  private final Path directory;

  /** Below the directory; it may have folders of its own. */
  private final String name;

  private ResultFile(Path directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /**
   * The file for a run.
   *
   * @param resultDir {@code --result-dir}; empty is the current directory
   * @param resultFilename {@code --result-filename}; empty is vLLM bench's own pattern
   * @throws IllegalArgumentException if the name can't be one of a file
   */
  public static ResultFile of(
      Optional<Path> resultDir, Optional<String> resultFilename, VllmReportSettings settings) {
    String given = resultFilename.orElse("");
    String name = given.isEmpty() ? pattern(settings) : given;
    try {
      Path directory = resultDir.orElse(Path.of(""));
      return new ResultFile(directory, inside(directory, name));
    } catch (InvalidPathException impossible) {
      throw new IllegalArgumentException(
          "the result can't be written to a file called '"
              + name
              + "' ("
              + impossible.getReason()
              + "): pass another --result-filename",
          impossible);
    }
  }

  /** Where the result goes. */
  public Path path() {
    return directory.resolve(name);
  }

  /**
   * A file beside it.
   *
   * @param ending stands where the result's own ending stood
   */
  public ResultFile beside(String ending) {
    int dot = name.lastIndexOf('.');
    boolean hasEnding = dot > name.lastIndexOf('/') + 1;
    return new ResultFile(directory, (hasEnding ? name.substring(0, dot) : name) + ending);
  }

  /**
   * Writes what is no result.
   *
   * @throws IOException with a message for people: which file, and what to do
   */
  public void write(Content content) throws IOException {
    try {
      content.into(directory, name);
    } catch (IOException refused) {
      throw unwritten(refused);
    }
  }

  /** Something that is written into a file. */
  public interface Content {
    void into(Path directory, String name) throws IOException;
  }

  /**
   * Writes the result; directories are made.
   *
   * @param append adds a line to what is there; otherwise the file is replaced in one step, so that
   *     nobody ever sees half a result
   * @throws IOException with a message for people: which file, and what to do
   */
  public void write(VllmJson result, boolean append) throws IOException {
    try {
      if (append) {
        append(result);
      } else {
        WholeFile.write(directory, name, result::writeTo);
      }
    } catch (IOException refused) {
      throw unwritten(refused);
    }
  }

  private IOException unwritten(IOException refused) {
    return new IOException(
        "can't write the result to "
            + path()
            + " ("
            + IoReason.of(refused)
            + "): pass another --result-dir or --result-filename",
        refused);
  }

  private void append(VllmJson result) throws IOException {
    try (Writer out = WholeFile.append(directory, name)) {
      if (Files.size(path()) > 0) {
        out.write('\n');
      }
      result.writeTo(out);
    }
  }

  /** vLLM's pattern; label and model are cut where no file could have the name. */
  private static String pattern(VllmReportSettings settings) {
    String name = pattern(settings, Integer.MAX_VALUE);
    return bytes(name) <= LONGEST_NAME_BYTES ? name : pattern(settings, LONGEST_PART_BYTES);
  }

  private static String pattern(VllmReportSettings settings, int mostBytes) {
    String label = settings.label();
    String model = settings.modelId();
    OptionalInt users = settings.maxConcurrency();
    String first = label == null || label.isEmpty() ? settings.backend() : label;
    return cut(harmless(first), mostBytes)
        + "-"
        + settings
            .rampUp()
            .map(ResultFile::rises)
            .orElseGet(() -> PythonNumbers.repr(settings.requestRate()) + "qps")
        + (users.isPresent() ? "-concurrency" + users.getAsInt() : "")
        + "-"
        + cut(harmless(model.substring(model.lastIndexOf('/') + 1)), mostBytes)
        + "-"
        + VllmJson.DATE.format(settings.date())
        + ".json";
  }

  private static String rises(RampUp rampUp) {
    return "ramp-up-%s-%dqps-%dqps"
        .formatted(rampUp.strategy().word(), rampUp.startRps(), rampUp.endRps());
  }

  private static String cut(String part, int mostBytes) {
    String kept = part;
    while (bytes(kept) > mostBytes) {
      kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
    }
    return kept;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The name, or a harmless one in its place if it leads out of the directory. */
  private static String inside(Path directory, String name) {
    Path root = directory.toAbsolutePath().normalize();
    Path target = root.resolve(name).normalize();
    boolean stays = target.startsWith(root) && !target.equals(root);
    if (stays) {
      return root.relativize(target).toString();
    }
    String safe = harmless(name);
    return safe.equals(".") ? "-" : safe;
  }

  private static String harmless(String part) {
    return UNPRINTABLE
        .matcher(part)
        .replaceAll("-")
        .replace("..", "-")
        .replace('/', '-')
        .replace('\\', '-');
  }
}
