package llmbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadGeneratorTest {

  private static final UUID RUN = new UUID(1, 2);

  @TempDir Path folder;

  @Test
  void noProcessIsOneButOnGatlingEnterprise() {
    assertThat(LoadGenerator.ofThisProcess()).isEmpty();
  }

  @Test
  void indexesOfGatlingAreFromZeroAndShardsFromOne() {
    assertThat(new LoadGenerator(RUN, 0, 4).shard()).contains("1/4");
    assertThat(new LoadGenerator(RUN, 3, 4).shard()).contains("4/4");
  }

  @Test
  void oneAloneSendsAll() {
    assertThat(new LoadGenerator(RUN, 0, 1).shard()).isEmpty();
  }

  @Test
  void generatorsOfOneMachineHaveDirectoriesOfTheirOwn() {
    assertThat(new LoadGenerator(RUN, 0, 2).directory(folder, "benchmarksimulation"))
        .isDirectory()
        .isNotEqualTo(new LoadGenerator(RUN, 1, 2).directory(folder, "benchmarksimulation"));
  }
}
