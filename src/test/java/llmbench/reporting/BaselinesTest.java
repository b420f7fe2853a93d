package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import llmbench.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of 24 requests, held against others. */
class BaselinesTest {

  private static final String GOLDEN = "src/test/resources/golden/compare/";

  @TempDir private Path folder;

  @Test
  void aRunKeepsWhatItIsItself() {
    assertThat(report("p99_ttft<=baseline,output_throughput>=baseline", GOLDEN + "run"))
        .contains("SLO kept:   p99_ttft<=baseline: 94.44 ms, exactly its limit (limit 94.44 ms,")
        .contains("SLO kept:   output_throughput>=baseline: 738.56 /s, exactly its limit");
    assertThat(report("p99_ttft<=baseline-1%,error_rate<=baseline", GOLDEN + "run"))
        .contains("SLO BROKEN: p99_ttft<=baseline-1%: 94.44 ms, 1.0 % above its limit")
        .contains("SLO kept:   error_rate<=baseline: 0.00 %, exactly its limit")
        .endsWith("1 of 2 SLOs is broken: exit status 1.\n");
  }

  @Test
  void aResultOfVllmIsABaselineTooWithWhatItHas() throws Exception {
    String result = GOLDEN + "vllm-0.32.json";
    assertThat(report("mean_ttft<=baseline*1,mean_tpot<=1s", result))
        .startsWith("slo: 'baseline*1' can't be a limit");
    assertThat(report("mean_ttft<=baseline+20%,p10_itl<=baseline,error_rate<=baseline", result))
        .contains("SLO kept:   mean_ttft<=baseline+20%: ")
        .contains("ms, baseline 45.93 ms)")
        .contains("SLO BROKEN: p10_itl<=baseline: ")
        .contains("the baseline's result has no value for it")
        .contains("SLO kept:   error_rate<=baseline: 0.00 %");
  }

  @Test
  void whatCannotBeReadBreaksTheLimitAndNotTheReport() throws Exception {
    Path none = Files.createDirectory(folder.resolve("empty"));
    for (String baseline : new String[] {folder + "/nowhere", "pom.xml", none.toString()}) {
      assertThat(report("p99_ttft<=baseline", baseline))
          .contains("Successful requests:                     24")
          .contains("SLO BROKEN: p99_ttft<=baseline: 94.44 ms, its baseline can't be read: ")
          .doesNotContain("\tat ");
    }
  }

  private String report(String slos, String baseline) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    String[] args =
        Stream.of(
                "--slo",
                slos,
                "--baseline",
                baseline,
                "--output",
                folder + "/report",
                GOLDEN + "run")
            .toArray(String[]::new);
    Report.run(args, printed, printed);
    return out.toString(StandardCharsets.UTF_8);
  }
}
