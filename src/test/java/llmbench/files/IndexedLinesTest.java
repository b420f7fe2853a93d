package llmbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexedLinesTest {

  @TempDir Path folder;

  /** The oracle is the JDK's own: a reader that knows the same three ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a\n", "\n", "\r", "\r\n", "\n\r", "a\rb\nc\r\nd", "é\r\n\r\n日本\r"})
  void linesEndAsInJava(String text) throws IOException {
    assertThat(read(text)).isEqualTo(Files.readAllLines(file()));
  }

  @Test
  void linesOfAnyTextAreFoundInAnyOrder() throws IOException {
    Random random = new Random(5);
    String[] parts = {"a", "long part of a line", "é", "日本", "\n", "\r", "\r\n", " "};
    for (int run = 0; run < 50; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(500); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      assertThat(read(text.toString())).isEqualTo(Files.readAllLines(file()));
    }
  }

  @Test
  void whatIsNotThereIsAnError() throws IOException {
    Files.writeString(file(), "one\ntwo\n");
    try (IndexedLines lines = IndexedLines.of(file())) {
      assertThatThrownBy(() -> lines.line(2)).hasMessage("line 2 of 2");
      Files.writeString(file(), "o");
      assertThatThrownBy(() -> lines.line(1)).isInstanceOf(EOFException.class);
    }
    assertThatThrownBy(() -> IndexedLines.of(folder.resolve("none")))
        .isInstanceOf(IOException.class);
  }

  private Path file() {
    return folder.resolve("lines.txt");
  }

  /** All lines, taken in any order. */
  private List<String> read(String text) throws IOException {
    Files.writeString(file(), text);
    try (IndexedLines lines = IndexedLines.of(file())) {
      List<String> read = new ArrayList<>(Collections.nCopies(lines.size(), ""));
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(1));
      for (int i : order) {
        read.set(i, new String(lines.line(i), StandardCharsets.UTF_8));
      }
      return read;
    }
  }
}
