package llmbench.dataset;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import llmbench.tokenizer.Tokenizer;

/**
 * The text that evalscope puts before prompts to fill them up, from its beginning again where it is
 * too short: {@code _load_prefix_ids} and {@code fit_prefix_to_budget} in
 * evalscope/perf/plugin/datasets. Thread-safe.
 */
final class PrefixText {

  private final Tokenizer tokenizer;
  private final int[] ids;

  private PrefixText(Tokenizer tokenizer, int[] ids) {
    this.tokenizer = tokenizer;
    this.ids = ids;
  }

  /**
   * Reads a file whole.
   *
   * @throws DatasetException when it can't be read or has no text
   */
  static PrefixText read(String file, Tokenizer tokenizer) {
    int[] ids = tokenizer.encode(text(file));
    if (ids.length == 0) {
      throw wrong(file, "is empty");
    }
    return new PrefixText(tokenizer, ids);
  }

  /** As Python reads a text: any end of a line is LF. */
  private static String text(String file) {
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw wrong(file, "is a folder");
      }
      return Files.readString(path).replace("\r\n", "\n").replace('\r', '\n');
    } catch (NoSuchFileException e) {
      throw wrong(file, "no such file");
    } catch (CharacterCodingException e) {
      throw wrong(file, "isn't UTF-8");
    } catch (IOException | InvalidPathException e) {
      throw wrong(file, "can't be read");
    }
  }

  private static DatasetException wrong(String file, String why) {
    return new DatasetException(
        "--dataset-args: prefix_file "
            + file
            + ": "
            + why
            + "; give the path of a text file in UTF-8.");
  }

  /** How many tokens it has. */
  int tokens() {
    return ids.length;
  }

  /**
   * As much of it as fills this many tokens; empty for none.
   *
   * @param budget may be 0 or less
   */
  String filling(int budget) {
    if (budget <= 0) {
      return "";
    }
    int[] next = {budget};
    return new FittedText(tokenizer, following(0, budget), budget)
        .finish(
            lacking -> {
              int from = next[0];
              next[0] += lacking;
              return following(from, lacking);
            })
        .text();
  }

  private int[] following(int from, int count) {
    int[] some = new int[count];
    for (int i = 0; i < count; i++) {
      some[i] = ids[(from + i) % ids.length];
    }
    return some;
  }
}
