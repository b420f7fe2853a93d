package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Console$;

class GatlingSummaryTest {

  private static final String BLOCK =
      "\n====\n---- Global Information ----|---Total---\n> request count | 500\n====\n";

  private final PrintStream before = Console$.MODULE$.out();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Properties properties = new Properties();

  @BeforeEach
  void capture() {
    Console$.MODULE$.setOutDirect(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    Console$.MODULE$.setOutDirect(before);
  }

  @Test
  void onlyTheBlockIsLeftOut() {
    assertThat(said()).isEqualTo("Generating reports...\np99 < 200 : true\n");
  }

  @Test
  void whoAskedForGatlingsBlocksHasThemAll() {
    properties.setProperty("llm.gatling-progress", "console");
    assertThat(said()).contains(BLOCK);
  }

  private String said() {
    GatlingSummary.leaveOut(properties);
    for (String text : new String[] {"Generating reports...", BLOCK, "p99 < 200 : true"}) {
      Console$.MODULE$.println(text);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
