package llmbench.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import llmbench.verdict.ClientDoubt;
import llmbench.verdict.Doubt;
import llmbench.verdict.LoadDoubt;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {

  @Test
  void aRunWithoutDoubtsSaysSo() {
    assertThat(VerdictJson.of(List.of()))
        .isEqualTo(
            """
            {
              "schema" : 1,
              "doubts" : [ ]
            }
            """);
  }

  @Test
  void aDoubtHasItsNameItsFiguresAndTheNextStep() {
    List<Doubt> doubts =
        List.of(
            new LoadDoubt.TooFewRequests(List.of(99.0, 99.9), 50, 1000),
            new Doubt.LogOnly(),
            new ClientDoubt.ClockStepped(-51.5));
    assertThat(VerdictJson.of(doubts))
        .isEqualTo(
            """
            {
              "schema" : 1,
              "doubts" : [ {
                "name" : "too-few-requests",
                "message" : "too few requests for P99, P99.9: 50, where 1000 are needed",
                "figures" : {
                  "percentiles" : [ 99.0, 99.9 ],
                  "requests" : 50,
                  "needed" : 1000
                },
                "next" : "It is little more than the slowest one: send more (--num-prompts, \
            --number)."
              }, {
                "name" : "log-only",
                "message" : "requests.jsonl is missing: the figures come from simulation.log, \
            whole milliseconds",
                "figures" : { },
                "next" : "Token times are not in that log; only a new run has them."
              }, {
                "name" : "clock-stepped",
                "message" : "the wall clock was set by -52 ms during the run, or it slept",
                "figures" : {
                  "step_millis" : -51.5
                },
                "next" : "Times within the run hold; laid beside other logs or machines they \
            don't."
              } ]
            }
            """);
  }

  /** Programs know them by these: another name breaks theirs. */
  @Test
  void namesStay() {
    assertThat(new TreeSet<>(names(Doubt.class)))
        .containsExactly(
            "came-whole",
            "chunks-are-not-tokens",
            "chunks-coalesced",
            "clock-stepped",
            "concurrency-not-reached",
            "cpu-full",
            "event-loop-lag",
            "failures-present",
            "first-wave-dominates",
            "gc-pauses",
            "log-broken",
            "log-disagrees",
            "log-only",
            "never-sent",
            "not-finished",
            "noted",
            "output-lengths",
            "prompt-lengths",
            "runs-apart",
            "shared-machine",
            "taken-for-successes",
            "too-few-requests",
            "truncated",
            "unreadable",
            "usage-missing",
            "warm-prefix-cache");
  }

  @Test
  void thePageHasEachName() throws IOException {
    String page = Files.readString(Path.of("docs", "doubts.md"));
    for (String name : names(Doubt.class)) {
      assertThat(page).contains("`" + name + "`");
    }
  }

  @Test
  void whoseDoubtItIsStandsBesideItsFigures() {
    Doubt stepped = new ClientDoubt.ClockStepped(-51.5);
    assertThat(VerdictJson.of(List.of(new Doubt.InRun("run-2", stepped))))
        .contains("\"name\" : \"clock-stepped\"")
        .contains("\"message\" : \"run-2: the wall clock")
        .contains("\"run\" : \"run-2\"")
        .contains("\"step_millis\" : -51.5");
  }

  private static List<String> names(Class<?> family) {
    List<String> names = new ArrayList<>();
    for (Class<?> type : family.getPermittedSubclasses()) {
      if (type == Doubt.InRun.class) {
        continue;
      }
      if (type.isRecord()) {
        names.add(Doubt.name(type));
      } else {
        names.addAll(names(type));
      }
    }
    return names;
  }
}
