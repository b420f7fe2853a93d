package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.stats.writer.DataWriterType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Our gatling.conf, as Gatling reads it. */
class GatlingConfTest {

  @Test
  void gatlingWritesItsLogAndNoBlockOnTheConsole() {
    assertThat(writers(Map.of())).containsExactly("file");
    assertThat(writers(Map.of("llm.gatling-progress", "none"))).containsExactly("file");
  }

  @Test
  void theConsoleCanBeAskedFor() {
    assertThat(writers(Map.of("llm.gatling-progress", "console")))
        .containsExactlyInAnyOrder("file", "console");
  }

  @Test
  void aUsersOwnListGoesBefore() {
    assertThat(
            writers(Map.of("gatling.data.writers.0", "console", "llm.gatling-progress", "console")))
        .containsExactly("console");
  }

  private static List<String> writers(Map<String, String> properties) {
    properties.forEach(System::setProperty);
    try {
      // It keeps the properties of the first time.
      ConfigFactory.invalidateCaches();
      return CollectionConverters.asJava(GatlingConfiguration.load().data().dataWriters()).stream()
          .map(DataWriterType::name)
          .toList();
    } finally {
      properties.keySet().forEach(System::clearProperty);
      ConfigFactory.invalidateCaches();
    }
  }
}
