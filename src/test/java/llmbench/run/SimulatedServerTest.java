package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import llmbench.options.given.Sources;
import org.junit.jupiter.api.Test;

class SimulatedServerTest {

  @Test
  void whoHasNamedAServerIsToldHowToReachIt() {
    assertThat(note(new Sources("vllm bench serve", Map.of("llm.server", "simulated"))))
        .endsWith("Leave out -Dllm.server=simulated to run against the one that is named.");
    assertThat(note(new Sources(null, Map.of("llm.url", "http://h", "llm.server", "simulated"))))
        .contains("Leave out -Dllm.server=simulated");
  }

  @Test
  void whoHasNamedNoneIsToldHowToNameOne() {
    assertThat(note(new Sources(null, Map.of("llm.seed", "1"))))
        .endsWith("-Dbench='vllm bench serve …' runs against a real one.");
  }

  private static String note(Sources sources) {
    return SimulatedServer.note(sources.namesServer());
  }
}
