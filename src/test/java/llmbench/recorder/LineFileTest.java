package llmbench.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A disk that is full, and has room again. */
class LineFileTest {

  private final Disk disk = new Disk();
  private final LineFile file = new LineFile(disk);

  @Test
  void whatAFullDiskRefusedComesLaterWithoutAGap() throws IOException {
    disk.room = 5;
    append("one");
    append("two");
    assertThatThrownBy(file::flush).hasMessageContaining("No space left");
    assertThat(disk.text()).isEqualTo("one\nt");
    assertThat(file.waiting()).isEqualTo(1);
    append("three");
    assertThat(file.waiting()).isEqualTo(2);
    disk.room = 100;
    file.flush();
    assertThat(disk.text()).isEqualTo("one\ntwo\nthree\n");
    assertThat(file.waiting()).isZero();
  }

  @Test
  void aLineThatCanNotBeMadeLeavesNoHalfOfIt() throws IOException {
    disk.room = 100;
    append("one");
    assertThatThrownBy(
            () ->
                file.append(
                    out -> {
                      out.write('h');
                      throw new IOException("no such line");
                    }))
        .hasMessage("no such line");
    append("two");
    file.flush();
    assertThat(disk.text()).isEqualTo("one\ntwo\n");
  }

  private void append(String line) throws IOException {
    assertThat(file.append(out -> out.write((line + "\n").getBytes(StandardCharsets.UTF_8))))
        .isTrue();
  }

  private static final class Disk implements WritableByteChannel {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int room;

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (room == 0) {
        throw new IOException("No space left on device");
      }
      int count = Math.min(room, bytes.remaining());
      for (int i = 0; i < count; i++) {
        written.write(bytes.get());
      }
      room -= count;
      return count;
    }

    String text() {
      return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
