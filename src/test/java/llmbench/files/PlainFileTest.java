package llmbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileTest {

  @TempDir Path folder;

  @Test
  void aPlainFileAndALinkToOneAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    for (Path each : new Path[] {file, link}) {
      try (InputStream in = PlainFile.open(each)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("text");
      }
      assertThat(PlainFile.size(each)).isEqualTo(4);
      assertThat(PlainFile.isThere(each)).isTrue();
    }
  }

  @Test
  void whatIsNoneIsRefusedByItsName() throws IOException {
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    Path link = Files.createSymbolicLink(folder.resolve("link"), socket);
    refused(folder, "it is a folder, no plain file");
    refused(socket, "it is a socket, no plain file");
    refused(link, "it is a socket, no plain file");
    assertThat(PlainFile.isThere(link)).isTrue();
  }

  @Test
  void aLinkThatLeadsNowhereIsThereAndIsNoMissingFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
    assertThat(PlainFile.isThere(link)).isTrue();
    refused(link, "it is a link that leads nowhere");
    assertThat(PlainFile.isThere(folder.resolve("gone"))).isFalse();
    refused(folder.resolve("gone"), "there is no such file or folder");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> PlainFile.open(file).close())
        .isInstanceOfSatisfying(IOException.class, e -> assertThat(IoReason.of(e)).isEqualTo(why));
    assertThatThrownBy(() -> PlainFile.channel(file).close()).isInstanceOf(IOException.class);
  }
}
