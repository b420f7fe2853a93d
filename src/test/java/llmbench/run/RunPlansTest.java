package llmbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Properties;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.plan.Level;
import llmbench.plan.RunPlan;
import org.junit.jupiter.api.Test;

class RunPlansTest {

  @Test
  void withoutACheckARunIsOnePart() {
    List<Level> levels = levels(properties("llm.seed", "3"));
    assertThat(levels).hasSize(1);
    assertThat(levels.get(0).name()).isEmpty();
  }

  @Test
  void theCheckIsOneRequestAndTheLoadWithBothToolsRequests() {
    List<Level> levels =
        levels(
            properties(
                "llm.check", "consistency", "llm.max-concurrency", "7", "llm.parallel", "7"));
    assertThat(levels)
        .extracting(Level::name)
        .containsExactly(
            Tool.VLLM.newest().label() + "-single",
            Tool.VLLM.newest().label() + "-load",
            Tool.EVALSCOPE.newest().label() + "-single",
            Tool.EVALSCOPE.newest().label() + "-load");
    List<BenchOptions> options =
        levels.stream().map(level -> new OptionsReader().read(level.sources())).toList();
    assertThat(options)
        .extracting(BenchOptions::compat)
        .containsExactly(
            Tool.VLLM.newest(),
            Tool.VLLM.newest(),
            Tool.EVALSCOPE.newest(),
            Tool.EVALSCOPE.newest());
    assertThat(options)
        .extracting(one -> one.load().concurrency(one.dataset().prompts()))
        .containsExactly(1, 7, 1, 7);
    assertThat(options).extracting(one -> one.dataset().prompts()).containsExactly(1, 500, 1, 500);
  }

  @Test
  void whatPartsCannotDecideEachForItselfIsRefused() {
    String perf = "evalscope perf --model m --url http://h:1 --parallel 1 --number 2";
    String search = "a search goes on by what all parts of a level came to together";
    refused(search, "llm.search", "max-concurrency", "llm.slo", "p99_ttft<=1s");
    refused(search, "bench", perf + " --sla-auto-tune");
    refused("the check lays one request beside the whole load", "llm.check", "consistency");
    refused(
        "the sweep starts its own server",
        "bench",
        "vllm bench sweep serve --serve-cmd 'vllm serve m' --bench-cmd 'vllm bench serve'");
    refused("-Dllm.resume goes on where one", "llm.max-concurrency", "4,8", "llm.resume", "there");
  }

  private static void refused(String why, String... namesAndValues) {
    Properties asked = properties(namesAndValues);
    asked.setProperty("llm.shard", "1/2");
    asked.putIfAbsent("llm.base-url", "http://h:1");
    assertThatThrownBy(() -> levels(asked))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("-Dllm.shard=1/2: ")
        .hasMessageContaining(why);
  }

  @Test
  void aMomentThatIsOverIsRefusedBeforeAnythingIsDone() {
    Instant now = Instant.parse("2026-11-30T12:00:00.7Z");
    Sources past = Sources.of(properties("llm.start-at", "2026-11-30T12:00:00Z"));
    assertThatThrownBy(() -> RunPlans.refusePast(past, now))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "-Dllm.start-at=2026-11-30T12:00:00Z is over: it is 2026-11-30T12:00:00Z now; give a"
                + " moment to come, with time enough to prepare before it. Nothing was sent.");
    RunPlans.refusePast(past, now.minusSeconds(1));
    RunPlans.refusePast(Sources.of(properties()), now);
  }

  @Test
  void eachLevelOfAListIsPartedByItself() {
    List<Level> levels =
        levels(
            properties(
                "llm.max-concurrency", "4,9", "llm.shard", "2/4", "llm.base-url", "http://h:1"));
    assertThat(levels).extracting(Level::name).containsExactly("concurrency-4", "concurrency-9");
    assertThat(levels)
        .extracting(level -> new OptionsReader().read(level.sources()).own().load())
        .extracting(load -> load.maxConcurrency().orElseThrow())
        .containsExactly(1, 2);
  }

  @Test
  void aDryRunIsOfOneRun() {
    String perf = "evalscope perf --model m --parallel 1 2 --number 2 2";
    for (Properties several :
        List.of(
            properties("llm.check", "consistency"),
            properties("bench", perf),
            properties("bench", perf.replace("1 2 --number 2 2", "1 --sla-auto-tune")),
            properties("llm.max-concurrency", "1,2"),
            properties("llm.num-runs", "2"),
            properties("llm.search", "max-concurrency", "llm.slo", "p99_ttft<=1s"))) {
      several.setProperty("llm.dry_run", "true");
      assertThatThrownBy(() -> levels(several))
          .as("%s", several)
          .isInstanceOf(RefusedException.class)
          .hasMessageStartingWith("-Dllm.dry-run shows the requests of one run, and several are");
    }
  }

  @Test
  void aSingleRequestHasNeitherARateNorWhatGoesWithOne() {
    List<Level> levels =
        levels(
            properties(
                "llm.check",
                "consistency",
                "llm.request_rate",
                "5",
                "llm.open-loop",
                "",
                "llm.stop_when_saturated",
                ""));
    assertThat(levels)
        .extracting(level -> new OptionsReader().read(level.sources()).load().paced().isPresent())
        .containsExactly(false, true, false, true);
  }

  @Test
  void aServerThatIsGivenIsCheckedByBothTools() {
    List<Level> levels =
        levels(properties("llm.check", "consistency", "llm.base-url", "http://there:8000"));
    assertThat(levels)
        .extracting(level -> new OptionsReader().read(level.sources()).target().baseUrl())
        .allSatisfy(url -> assertThat(url).hasToString("http://there:8000"));
  }

  @Test
  void aPropertyThatWasMeantForOneOfOursIsRefusedByEachStep() {
    assertThat(levels(properties("llm.check", "consistency", "base-url", "http://a")))
        .allSatisfy(
            level ->
                assertThatThrownBy(() -> new OptionsReader().read(level.sources()))
                    .hasMessageContaining("-Dbase-url: unknown option; did you mean"));
  }

  private static List<Level> levels(Properties properties) {
    return RunPlans.of(Sources.of(properties)).levels().known();
  }

  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }

  @Test
  void everyCheckIsKnownByOneName() {
    assertThat(RunPlans.CHECKS).extracting(RunPlan::name).doesNotHaveDuplicates();
    for (RunPlan check : RunPlans.CHECKS) {
      assertThat(RunPlans.of(Sources.of(properties("llm.check", check.name()))).name())
          .isEqualTo(check.name());
    }
  }

  @Test
  void anUnknownCheckIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> levels(properties("llm.check", "everything")))
        .isInstanceOf(RefusedException.class)
        .hasMessage("-Dllm.check=everything is not known; expected consistency.");
  }

  @Test
  void theCheckChoosesTheToolsItself() {
    assertThatThrownBy(
            () -> levels(properties("llm.check", "consistency", "llm.compat", "vllm-0.32")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it takes neither -Dbench nor -Dllm.compat");
  }
}
