package llmbench.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import llmbench.options.slo.Slo;
import llmbench.verdict.ClientDoubt;
import llmbench.verdict.Doubt;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.LoadDoubt;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {

  @Test
  void aRunWithoutDoubtsSaysSo() {
    assertThat(VerdictJson.of(outcome(List.of())))
        .isEqualTo(
            """
            {
              "schema" : 1,
              "failed" : false,
              "line" : "No SLO was asked for; no doubt",
              "slos" : [ ],
              "doubts" : [ ]
            }
            """);
  }

  @Test
  void aDoubtHasItsNameItsFiguresAndTheNextStep() {
    List<Doubt> doubts =
        List.of(
            new LoadDoubt.TooFewRequests(List.of(99.0, 99.9), 50, 1000),
            new FileDoubt.LogOnly(),
            new ClientDoubt.ClockStepped(-51.5));
    assertThat(VerdictJson.of(outcome(doubts)))
        .isEqualTo(
            """
            {
              "schema" : 1,
              "failed" : false,
              "line" : "No SLO was asked for; 3 doubts",
              "slos" : [ ],
              "doubts" : [ {
                "name" : "too-few-requests",
                "message" : "50 requests are too few for P99, P99.9: 1,000 are needed, \
            2,995 for a certified one",
                "figures" : {
                  "percentiles" : [ 99.0, 99.9 ],
                  "requests" : 50,
                  "needed" : 1000,
                  "certified" : 2995
                },
                "next" : "With so few it is little more than the slowest: send more \
            (--num-prompts, --number)."
              }, {
                "name" : "log-only",
                "message" : "requests.jsonl is missing: the figures are simulation.log's, \
            in whole milliseconds",
                "figures" : { },
                "next" : "Token times are not in that log; only a new run has them."
              }, {
                "name" : "clock-stepped",
                "message" : "the wall clock was set by -52 ms during the run, or the machine slept",
                "figures" : {
                  "step_millis" : -51.5
                },
                "next" : "Times within the run hold; laid beside other logs or machines they \
            don't."
              } ]
            }
            """);
  }

  @Test
  void anSloHasWhatWasMeasuredAndHowFarItIsFromItsLimit() {
    List<SloResult> slos =
        List.of(
            new SloResult(Slo.list("p99_ttft<=200ms").get(0), OptionalDouble.of(250)),
            new SloResult(Slo.list("mean_itl<10").get(0), OptionalDouble.empty()));
    assertThat(VerdictJson.of(new Outcome(true, Optional.empty(), slos, List.of(), false)))
        .isEqualTo(
            """
            {
              "schema" : 1,
              "failed" : true,
              "line" : "2 of 2 SLOs are broken",
              "slos" : [ {
                "slo" : "p99_ttft<=200ms",
                "kept" : false,
                "measured" : 250.0,
                "limit" : 200.0,
                "unit" : "ms",
                "margin" : "25.0 % above its limit"
              }, {
                "slo" : "mean_itl<10ms",
                "kept" : false,
                "limit" : 10.0,
                "unit" : "ms",
                "margin" : "no request has a value for it"
              } ],
              "doubts" : [ ]
            }
            """);
  }

  /** Programs know them by these: another name breaks theirs. */
  @Test
  void namesStay() {
    assertThat(new TreeSet<>(Doubt.names()))
        .containsExactly(
            "answered-untimed",
            "began-late",
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
            "log-missing",
            "log-only",
            "never-sent",
            "not-finished",
            "noted",
            "output-lengths",
            "prompt-lengths",
            "prompts-late",
            "prompts-sent-before",
            "rate-missed",
            "requests-doubled",
            "requests-foreign",
            "requests-missing",
            "requests-surplus",
            "result-disagrees",
            "run-file-missing",
            "runs-alike",
            "runs-apart",
            "saturated",
            "sent-again",
            "sent-late",
            "shard-clocks-apart",
            "shards-apart",
            "shards-missing",
            "shared-machine",
            "taken-for-successes",
            "too-few-requests",
            "truncated",
            "ttft-beyond-server",
            "unasked-bytes",
            "unreadable",
            "usage-missing",
            "warm-prefix-cache");
  }

  @Test
  void thePageHasEachName() throws IOException {
    String page = Files.readString(Path.of("docs", "doubts.md"));
    for (String name : Doubt.names()) {
      assertThat(page).contains("`" + name + "`");
    }
  }

  @Test
  void whoseDoubtItIsStandsBesideItsFigures() {
    Doubt stepped = new ClientDoubt.ClockStepped(-51.5);
    assertThat(VerdictJson.of(outcome(List.of(new Doubt.InRun("run-2", stepped)))))
        .contains("\"name\" : \"clock-stepped\"")
        .contains("\"message\" : \"run-2: the wall clock")
        .contains("\"run\" : \"run-2\"")
        .contains("\"step_millis\" : -51.5");
  }

  private static Outcome outcome(List<Doubt> doubts) {
    return new Outcome(true, Optional.empty(), List.of(), doubts, false);
  }
}
