package llmbench.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class IoReasonTest {

  @Test
  void eachFaultThatSaysNothingButItsPathHasWords() {
    List<IOException> all =
        List.of(
            new AccessDeniedException("a"),
            new NoSuchFileException("a"),
            new FileAlreadyExistsException("a"),
            new DirectoryNotEmptyException("a"),
            new NotDirectoryException("a"),
            new FileSystemException("a"),
            new FileSystemException("a", "b", ""),
            new EOFException(),
            new MalformedInputException(1),
            new IOException());
    assertThat(all)
        .extracting(IoReason::of)
        .containsExactly(
            "permission denied",
            "there is no such file or folder",
            "something else has this name",
            "it is a folder that is not empty",
            "it is no folder",
            "the system does not say why",
            "the system does not say why",
            "it ends too soon",
            "it is not UTF-8",
            "the system does not say why");
  }

  @Test
  void whatTheSystemSaysIsSaidInASentence() {
    IOException full = new FileSystemException("/x/a.txt", null, "No space left on device");
    assertThat(IoReason.named(full)).isEqualTo("/x/a.txt: no space left on device");
    assertThat(IoReason.unwritten(full))
        .isEqualTo("/x/a.txt can't be written: no space left on device.");
    assertThat(IoReason.unread(Path.of("a.txt"), new IOException("Input/output error")))
        .isEqualTo("a.txt can't be read: input/output error.");
    assertThat(IoReason.unwritten(new IOException("NFS is gone")))
        .isEqualTo("A file can't be written: NFS is gone.");
  }

  @Test
  void ofAStreamThatFailsTheCauseIsTold() {
    IOException cause = new AccessDeniedException("a");
    assertThat(IoReason.cause(new UncheckedIOException(cause))).isSameAs(cause);
  }
}
