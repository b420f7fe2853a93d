package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every form of a report: of those that are there, and of the next. */
class ReportFormatsTest {

  private static final Path RUN = Path.of("src/test/resources/golden/exports/run");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  static Stream<String> names() {
    return ReportFormats.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFormatIsPrintedByItsNameOrSaysWhatItNeeds(String name) {
    int status = report("--format", name, RUN.toString());
    assertThat(status).isIn(0, 1, ExitStatus.BAD_INPUT);
    if (status == ExitStatus.BAD_INPUT) {
      assertThat(text(err)).matches("\\p{Lu}[^\n]{20,}\\.\n");
      assertThat(source().formatted(name)).as("files of what can't be printed").isEmpty();
    } else {
      assertThat(text(out)).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theHelpAndTheErrorOfAnUnknownFormatNameIt(String name) {
    assertThat(report("--help")).isZero();
    assertThat(text(out)).containsPattern("[ ,=>]" + name + "[\\s,;(]");
    assertThat(text(err)).as("warnings of the help").isEmpty();
    assertThat(report("--format", "nonsense", RUN.toString())).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(text(err)).containsPattern("[ ,]" + name + ",");
  }

  @Test
  void aReportOfAllWritesTheFilesOfEach() throws IOException {
    report("--output", folder.toString(), RUN.toString());
    List<String> expected = names().flatMap(name -> source().formatted(name).stream()).toList();
    assertThat(expected).doesNotHaveDuplicates();
    try (Stream<Path> written = Files.walk(folder)) {
      assertThat(written.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** The files of the run, by form. */
  private record Source(FormatSource from) {

    List<String> formatted(String name) {
      return ReportFormats.ALL.stream()
          .filter(format -> format.name().equals(name))
          .flatMap(format -> format.files(from).stream())
          .map(OutputFile::name)
          .toList();
    }
  }

  private static Source source() {
    RunTokenizer counter = new RunTokenizer();
    ReportInput input = ReportInput.read(List.of(RUN), Map.of(), counter);
    return new Source(new FormatSource(ReportParts.of(input, true), 5_000_000, Optional.empty()));
  }

  private int report(String... args) {
    out.reset();
    err.reset();
    return Report.run(args, stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
