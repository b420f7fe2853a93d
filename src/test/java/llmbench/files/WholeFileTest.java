package llmbench.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path scratch;
  private Path folder = Path.of("");
  private Path bait = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    folder = Files.createDirectory(scratch.resolve("folder"));
    bait = Files.writeString(scratch.resolve("bait"), "not to be touched");
  }

  @Test
  void aFileIsWrittenWithTheFoldersAboveIt() throws IOException {
    assertThat(write("a/b/c.txt", "c")).isEqualTo(folder.resolve("a/b/c.txt")).hasContent("c");
    assertThat(WholeFile.write(scratch.resolve("new/x"), "x")).hasContent("x");
    assertThat(names(folder.resolve("a/b"))).containsExactly("c.txt");
  }

  @Test
  void whereWritingFailsTheOlderFileStaysAndNothingIsLeft() throws IOException {
    write("a.txt", "older");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    folder,
                    "a.txt",
                    out -> {
                      out.write("half of it".repeat(10_000));
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve("a.txt") + ": no space left on device");
    assertThat(folder.resolve("a.txt")).hasContent("older");
    assertThat(names(folder)).containsExactly("a.txt");
  }

  @Test
  void aLinkOfTheFilesNameIsReplacedAndWhereItLedStaysAsItWas() throws IOException {
    Files.createSymbolicLink(folder.resolve("a.txt"), bait);
    Files.createSymbolicLink(folder.resolve("b.txt"), scratch.resolve("nowhere"));
    write("a.txt", "a");
    write("b.txt", "b");
    for (String name : List.of("a.txt", "b.txt")) {
      assertThat(Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
    assertThat(bait).hasContent("not to be touched");
    assertThat(scratch.resolve("nowhere")).doesNotExist();
  }

  @Test
  void linksOfNamesThatCouldBeGuessedAreNotMet() throws IOException {
    for (String name : List.of("a.txt.part", "a.txt.next", ".llm-bench.part")) {
      Files.createSymbolicLink(folder.resolve(name), bait);
    }
    write("a.txt", "a");
    assertThat(bait).hasContent("not to be touched");
    assertThat(names(folder)).hasSize(4).contains("a.txt");
  }

  @Test
  void aFolderBelowTheNamedOneThatIsALinkIsRefusedByItsName() throws IOException {
    Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("js"), elsewhere);
    assertThatThrownBy(() -> write("js/a.json", "{}"))
        .hasMessageContaining(folder.resolve("js") + ": it is a link and no folder");
    assertThat(elsewhere).isEmptyDirectory();
    Path file = Files.createFile(folder.resolve("plain"));
    assertThatThrownBy(() -> write("plain/a.json", "{}"))
        .hasMessageContaining(file + ": it is a plain file and no folder");
  }

  @Test
  void theNamedFolderMayBeALink() throws IOException {
    Path named = Files.createSymbolicLink(scratch.resolve("named"), folder);
    WholeFile.write(named, "a.txt", out -> out.write("a"));
    assertThat(folder.resolve("a.txt")).hasContent("a");
  }

  @Test
  void whatIsNoPlainFileIsRefusedByItsName() throws IOException {
    Files.createDirectory(folder.resolve("llm.html"));
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThatThrownBy(() -> write("llm.html", "<p>"))
        .hasMessage(folder.resolve("llm.html") + ": it is a folder");
    assertThatThrownBy(() -> write("socket", "s")).hasMessage(socket + ": it is a socket");
    assertThatThrownBy(() -> WholeFile.begin(socket)).hasMessage(socket + ": it is a socket");
    assertThatThrownBy(() -> WholeFile.append(folder, "socket").close())
        .hasMessage(socket + ": it is a socket");
  }

  @Test
  void ofTwoThatWriteAtOnceTheLaterStaysAndIsWhole() throws IOException {
    WholeFile.write(
        folder,
        "a.txt",
        out -> {
          out.write("first ".repeat(10_000));
          out.flush();
          write("a.txt", "second");
          out.write("to the end");
        });
    assertThat(Files.readString(folder.resolve("a.txt"))).startsWith("first ").endsWith(" end");
    assertThat(names(folder)).containsExactly("a.txt");
  }

  @Test
  void halfOfASurrogatePairIsWrittenAsTheReplacementCharacter() throws IOException {
    Path file =
        WholeFile.write(
            folder,
            "a.txt",
            out -> {
              out.write("a\uD83Db\uDE00");
              out.write("c\uD83D");
              out.write("\uDE00d\uD83D");
            });
    assertThat(Files.readString(file)).isEqualTo("a\uFFFDb\uFFFDc😀d\uFFFD");
  }

  @Test
  void aFileHasTheRightsThatTheUserGivesToNewOnes() throws IOException {
    Path any = Files.createFile(folder.resolve("any"));
    assertThat(Files.getPosixFilePermissions(write("a.txt", "a")))
        .isEqualTo(Files.getPosixFilePermissions(any));
  }

  @Test
  void whatGrowsTakesThePlaceOfALinkAndOfAnOlderFile() throws IOException {
    Path file = folder.resolve("requests.jsonl");
    Files.createSymbolicLink(file, bait);
    for (String line : List.of("one", "two")) {
      try (FileChannel channel = WholeFile.begin(file)) {
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      }
      assertThat(file).hasContent(line);
    }
    assertThat(bait).hasContent("not to be touched");
  }

  @Test
  void whatIsAddedToIsMadeAndLengthenedButNeverThroughALink() throws IOException {
    for (String text : List.of("one", "two")) {
      try (Writer out = WholeFile.append(folder.resolve("new"), "all.json")) {
        out.write(text);
      }
    }
    assertThat(folder.resolve("new/all.json")).hasContent("onetwo");
    Files.createSymbolicLink(folder.resolve("link"), bait);
    assertThatThrownBy(() -> WholeFile.append(folder, "link").close())
        .hasMessageContaining("it is a link, and nothing is written through one");
    assertThat(bait).hasContent("not to be touched");
  }

  private Path write(String name, String text) throws IOException {
    return WholeFile.write(folder, name, out -> out.write(text));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
