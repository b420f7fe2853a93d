package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import llmbench.options.LoraModules;
import llmbench.random.PythonRandom;
import org.junit.jupiter.api.Test;

class LoraAssignmentTest {

  private static List<String> models(int prompts, boolean inTurn, String... names) {
    LoraAssignment assignment =
        new LoraAssignment(new LoraModules(List.of(names), inTurn), new PythonRandom(0));
    return IntStream.range(0, prompts)
        .mapToObj(i -> assignment.apply(new Prompt(i, "p", 1, 1)).extras().model())
        .toList();
  }

  /** The run lora_random of vLLM 0.11, 0.32 and 0.33. */
  @Test
  void modulesAreDrawnAsTheToolDrawsThem() {
    assertThat(models(6, false, "l1", "l2", "l3"))
        .containsExactly("l2", "l2", "l1", "l2", "l3", "l2");
  }

  /** The run lora_rr of vLLM 0.32 and 0.33. */
  @Test
  void orEachHasItsTurn() {
    assertThat(models(5, true, "l1", "l2")).containsExactly("l1", "l2", "l1", "l2", "l1");
  }
}
