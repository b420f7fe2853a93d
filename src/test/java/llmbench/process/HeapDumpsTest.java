package llmbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That none is written is {@code EndsTest}'s. */
class HeapDumpsTest {

  @TempDir Path folder;

  @Test
  void oneThatIsAskedForLiesWhereItIsToAndOthersAreNot() throws IOException {
    Path directory = folder.resolve("to/be made");
    try {
      HeapDumps.into(directory);
      assertThat(directory).isEmptyDirectory();
      assertThat(option("HeapDumpPath")).isEqualTo(directory.toString());
      assertThat(option("HeapDumpOnOutOfMemoryError")).isEqualTo("true");
    } finally {
      HeapDumps.none();
    }
    assertThat(option("HeapDumpOnOutOfMemoryError")).isEqualTo("false");
  }

  private static String option(String name) {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .getVMOption(name)
        .getValue();
  }
}
