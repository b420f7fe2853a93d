package llmbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodedLinesTest {

  /** Expected: Python's {@code list(open(file, newline=None))}. */
  @Test
  void aLineEndsWithLfCrOrBoth() throws IOException {
    assertThat(all("a\nb\r\nc\rd")).containsExactly("a", "b", "c", "d");
    assertThat(all("\n\r\n\r\ré\n")).containsExactly("", "", "", "", "é");
    assertThat(all("")).isEmpty();
    assertThat(all("\u2028\u0085\u000b")).containsExactly("\u2028\u0085\u000b");
  }

  @Test
  void aLineThatIsNoUtf8IsKnownAndThoseBehindItAreRead() throws IOException {
    byte[] bytes = "a\né\nb".getBytes(StandardCharsets.ISO_8859_1);
    try (DecodedLines lines = new DecodedLines(new ByteArrayInputStream(bytes))) {
      assertThat(lines.next()).isEqualTo("a");
      assertThatThrownBy(lines::next).isInstanceOf(CharacterCodingException.class);
      assertThat(lines.number()).isEqualTo(2);
      assertThat(lines.next()).isEqualTo("b");
      assertThat(lines.next()).isNull();
    }
  }

  private static List<String> all(String text) throws IOException {
    List<String> all = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (DecodedLines lines = new DecodedLines(new ByteArrayInputStream(bytes))) {
      String next = lines.next();
      while (next != null) {
        all.add(next);
        next = lines.next();
      }
    }
    return all;
  }
}
