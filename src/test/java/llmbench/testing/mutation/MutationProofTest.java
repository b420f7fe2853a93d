package llmbench.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever lies in a run directory or a result: a report says what it is in a sentence, ends with
 * 0, 1 or 2, writes nothing elsewhere, and loses no request without a word. {@code
 * -Dmutation.seed=N} does one again, and leaves it in target/proof.
 */
class MutationProofTest {

  private static final int FEW = 30;
  private static final int ALL = 2_500;
  private static final int FIRST_OF_ALL = 1_000;
  private static final int MOST_FAULTS = 20;
  private static final Path KEPT = Path.of("target", "proof", "mutations");

  @TempDir Path folder;

  @Test
  void aFewDamagedRunsAreReportedOrRefusedInWords() throws IOException, InterruptedException {
    prove(0, FEW);
  }

  @Tag("proof")
  @Test
  void damagedRunsAreReportedOrRefusedInWords() throws IOException, InterruptedException {
    String table = prove(FIRST_OF_ALL, ALL);
    Files.createDirectories(KEPT.getParent());
    Files.writeString(KEPT.resolveSibling("mutations.md"), table);
  }

  private String prove(int first, int count) throws IOException, InterruptedException {
    Long one = Long.getLong("mutation.seed");
    List<Specimen> specimens = Specimens.below(Files.createDirectory(folder.resolve("whole")));
    Path oddities = oddities();
    Path good = specimens.get(0).original();
    Tally tally = new Tally();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < (one == null ? count : 1) && faults.size() < MOST_FAULTS; i++) {
      long seed = one == null ? first + i : one;
      Path home = Files.createDirectory(folder.resolve("case-" + i));
      MutatedCase each = MutatedCase.of(seed, specimens, home, oddities, good);
      tally.add(each, each.run(good));
      if (!each.faults().isEmpty()) {
        faults.add(each + "\n" + String.join("\n", each.faults()));
      }
      if (each.faults().isEmpty() && one == null) {
        each.remove();
      } else {
        keep(home, seed);
      }
    }
    assertThat(faults).as("each is in %s, and -Dmutation.seed=SEED does it again", KEPT).isEmpty();
    return tally.table();
  }

  /** A pipe and a socket, of which each case has names of its own. */
  private Path oddities() throws IOException, InterruptedException {
    Path place = Files.createDirectory(folder.resolve("oddities"));
    new ProcessBuilder("mkfifo", place.resolve("pipe").toString()).start().waitFor();
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(place.resolve("socket")));
    }
    return place;
  }

  private static void keep(Path home, long seed) throws IOException {
    Path kept = Files.createDirectories(KEPT).resolve("seed-" + seed);
    new ProcessBuilder("cp", "-a", home.toString(), kept.toString()).start();
  }
}
