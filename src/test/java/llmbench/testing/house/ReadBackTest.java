package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import llmbench.reporting.ReportInput;
import llmbench.runlog.VllmResult;
import llmbench.timeline.RunFacts;
import org.junit.jupiter.api.Test;

/** Options after a run: one place reads their texts, and everybody else takes what it made. */
class ReadBackTest {

  private static final String RESULT_INPUT = "llmbench.reporting.ResultInput";

  @Test
  void onlyOnePlaceTakesTheOptionsOfARunAsTexts() {
    assertThat(callersOf(RunFacts.class)).containsOnly(ReportInput.class.getName());
    assertThat(callersOf(VllmResult.class)).containsOnly(RESULT_INPUT);
  }

  /** Who asks these for their map of options; tests may. */
  private static Set<String> callersOf(Class<?> facts) {
    Set<String> callers = new TreeSet<>();
    for (JavaClass type : OurClasses.ALL) {
      type.getAccessesFromSelf().stream()
          .filter(access -> access.getTargetOwner().isEquivalentTo(facts))
          .filter(access -> access.getTarget().getName().equals("options"))
          .map(access -> access.getOriginOwner().getName().replaceFirst("\\$.*", ""))
          .filter(name -> !name.endsWith("Test") && !name.contains(".testing."))
          .forEach(callers::add);
    }
    callers.remove(facts.getName());
    return callers;
  }
}
