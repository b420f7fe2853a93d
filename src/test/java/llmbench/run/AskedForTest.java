package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import llmbench.options.given.Sources;
import llmbench.process.LoadGenerator;
import org.junit.jupiter.api.Test;

class AskedForTest {

  private static final Optional<LoadGenerator> SECOND_OF_THREE =
      Optional.of(new LoadGenerator(new UUID(1, 2), 1, 3));

  private final Sources asked = new Sources("vllm bench serve", Map.of("llm.seed", "7"));

  @Test
  void eachOfSeveralLoadGeneratorsSendsItsPart() {
    assertThat(AskedFor.withShard(asked, SECOND_OF_THREE).properties())
        .isEqualTo(Map.of("llm.seed", "7", "llm.shard", "2/3"));
  }

  @Test
  void whatWasSaidOfShardsHolds() {
    Sources first = asked.withOptions(Map.of("shard", "1/2"));
    assertThat(AskedFor.withShard(first, SECOND_OF_THREE)).isSameAs(first);
  }

  @Test
  void elsewhereNothingIsAdded() {
    assertThat(AskedFor.withShard(asked, Optional.empty())).isSameAs(asked);
  }
}
