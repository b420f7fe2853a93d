package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.read.OwnFlags;
import llmbench.options.syntax.ShellWords;
import llmbench.timeline.Shard;
import org.junit.jupiter.api.Test;

/** What deploy/ asks of a cluster is what the API knows, and what this project can do. */
class DeployTest {

  private static final Path BASE = Path.of("deploy/base");
  private static final Path EXAMPLE = Path.of("deploy/example");
  private static final List<String> WRITABLE = List.of("/results", "/tmp");
  private static final String FOLDER = "--results-folder=";

  @Test
  void theApiKnowsAllThatIsSaid() throws IOException {
    KubernetesObjects api = new KubernetesObjects();
    for (String name : listed("resources")) {
      assertThat(api.troubles(KubernetesObjects.in(BASE.resolve(name)))).as(name).isEmpty();
    }
    assertThat(listed("resources")).hasSizeGreaterThan(2);
  }

  @Test
  void theSchemaFindsAWordThatTheApiDoesNotKnow() throws IOException {
    String job = Files.readString(BASE.resolve("injectors.yaml"));
    JsonNode wrong =
        KubernetesObjects.of(job.replace("backoffLimitPerIndex", "backoffLimitPerPod")).get(0);
    assertThat(new KubernetesObjects().troubles(wrong))
        .singleElement()
        .asString()
        .contains("backoffLimitPerPod");
  }

  @Test
  void whatKubectlMakesOfTheExampleIsWhatTheApiKnows() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
        "There is no kubectl on the PATH.");
    Process kubectl = new ProcessBuilder("kubectl", "kustomize", EXAMPLE.toString()).start();
    kubectl.getOutputStream().close();
    String made = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kubectl.waitFor()).isZero();
    KubernetesObjects api = new KubernetesObjects();
    List<JsonNode> objects = KubernetesObjects.of(made);
    assertThat(objects.stream().flatMap(object -> api.troubles(object).stream())).isEmpty();
    JsonNode job = named(objects, "llm-bench-injectors");
    assertThat(job.at("/spec/completions").asInt()).isEqualTo(4);
    assertThat(job.at("/spec/parallelism").asInt()).isEqualTo(4);
    String map = container(job).at("/envFrom/0/configMapRef/name").asText();
    assertThat(named(objects, map).at("/data/INJECTORS").asText()).isEqualTo("4");
  }

  @Test
  void theInjectorsAreTheShardsOfOneBenchmarkThatCanBeRun() throws IOException {
    for (Map<String, String> run : List.of(run(), exampleRun())) {
      int injectors = Integer.parseInt(run.get("INJECTORS"));
      for (int index = 0; index < injectors; index++) {
        BenchOptions options = asked(run, index);
        assertThat(options.target().baseUrl()).hasToString(run.get("BASE_URL"));
        assertThat(options.dataset().prompts()).isEqualTo(Integer.parseInt(run.get("NUM_PROMPTS")));
        assertThat(options.load().concurrency(options.dataset().prompts()))
            .isEqualTo(Integer.parseInt(run.get("MAX_CONCURRENCY")));
        assertThat(options.injector().shard()).contains(new Shard(index + 1, injectors));
        assertThat(options.injector().start()).contains(Instant.parse(run.get("START_AT")));
      }
    }
  }

  @Test
  void eachInjectorHasAFolderOfItsOwn() throws IOException {
    for (Map<String, String> run : List.of(run(), exampleRun())) {
      assertThat(words(run))
          .contains(FOLDER + "/results/" + run.get("RUN") + "/injector-$(JOB_COMPLETION_INDEX)");
    }
  }

  @Test
  void asManyPodsRunAsThereAreShards() throws IOException {
    JsonNode spec = injectors().path("spec");
    assertThat(spec.path("completions").asText()).isEqualTo(run().get("INJECTORS"));
    assertThat(spec.path("parallelism").asText()).isEqualTo(run().get("INJECTORS"));
    for (Path folder : List.of(BASE, EXAMPLE)) {
      JsonNode copied = KubernetesObjects.in(folder.resolve("kustomization.yaml"));
      JsonNode replacement = copied.at("/replacements/0");
      assertThat(replacement.at("/source/fieldPath").asText()).isEqualTo("data.INJECTORS");
      assertThat(replacement.at("/targets/0/select/name").asText())
          .isEqualTo(injectors().at("/metadata/name").asText());
      assertThat(KubernetesObjects.each(replacement.at("/targets/0/fieldPaths"), JsonNode::asText))
          .containsExactly("spec.completions", "spec.parallelism");
    }
  }

  @Test
  void noInjectorIsStartedAgain() throws IOException {
    JsonNode spec = injectors().path("spec");
    assertThat(spec.path("completionMode").asText()).isEqualTo("Indexed");
    assertThat(spec.at("/template/spec/restartPolicy").asText()).isEqualTo("Never");
    assertThat(spec.path("backoffLimitPerIndex").asInt(-1)).isZero();
    assertThat(spec.path("podReplacementPolicy").asText()).isEqualTo("Failed");
    // With this one, the first that fails would end all others.
    assertThat(spec.has("backoffLimit")).isFalse();
    assertThat(
            KubernetesObjects.each(
                spec.at("/podFailurePolicy/rules"), rule -> rule.path("action").asText()))
        .isNotEmpty()
        .containsOnly("FailIndex");
  }

  @Test
  void podsWriteToTheirVolumesAlone() throws IOException {
    String claim = KubernetesObjects.in(BASE.resolve("results.yaml")).at("/metadata/name").asText();
    for (JsonNode job : jobs()) {
      JsonNode pod = job.at("/spec/template/spec");
      JsonNode container = container(job);
      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      Map<String, String> mounts = new TreeMap<>();
      container
          .path("volumeMounts")
          .forEach(m -> mounts.put(m.path("mountPath").asText(), m.path("name").asText()));
      assertThat(mounts.keySet()).containsExactlyElementsOf(WRITABLE);
      assertThat(KubernetesObjects.each(pod.path("volumes"), v -> v.path("name").asText()))
          .containsExactlyInAnyOrderElementsOf(mounts.values());
      assertThat(pod.at("/volumes/0/persistentVolumeClaim/claimName").asText()).isEqualTo(claim);
    }
    assertThat(dockerfile()).contains("VOLUME [\"/results\", \"/tmp\"]");
  }

  @Test
  void podsMayDoNothingThatTheyNeedNot() throws IOException {
    for (JsonNode job : jobs()) {
      JsonNode pod = job.at("/spec/template/spec");
      JsonNode container = container(job).path("securityContext");
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(dockerfile())
          .contains("USER " + pod.at("/securityContext/runAsUser").asText() + ":");
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }
  }

  @Test
  void podsAskForWholeCoresAndForNoMoreThanThey() throws IOException {
    for (JsonNode job : jobs()) {
      JsonNode resources = container(job).path("resources");
      assertThat(resources.path("limits")).isEqualTo(resources.path("requests"));
      assertThat(resources.at("/requests/cpu").asText()).matches("\\d+");
    }
  }

  @Test
  void theKeyIsInNoFile() throws IOException {
    JsonNode key = container(injectors()).at("/env/0");
    assertThat(key.path("name").asText()).isEqualTo("OPENAI_API_KEY");
    assertThat(key.has("value")).isFalse();
    assertThat(key.at("/valueFrom/secretKeyRef/name").asText()).isNotEmpty();
    assertThat(run()).doesNotContainKey("OPENAI_API_KEY");
    assertThat(exampleRun()).doesNotContainKey("OPENAI_API_KEY");
    assertThat(dockerfile()).doesNotContain("API_KEY");
  }

  @Test
  void theReportWaitsAndRunsTheImagesCommand() throws IOException {
    JsonNode report = KubernetesObjects.in(BASE.resolve("report.yaml"));
    assertThat(report.at("/spec/suspend").asBoolean()).isTrue();
    String entrypoint = dockerfile().replaceAll("(?s).*ENTRYPOINT \\[\"(.*?)\"].*", "$1");
    assertThat(container(report).at("/command/2").asText())
        .startsWith("exec " + entrypoint + " report ")
        .endsWith("/results/$RUN\"/injector-*/*/");
  }

  /** What the launcher and the reader of options make of the words of one pod. */
  private static BenchOptions asked(Map<String, String> run, int index) throws IOException {
    List<String> words = words(run).stream().filter(word -> !word.startsWith(FOLDER)).toList();
    OwnFlags flags = OwnFlags.behind(words, List.of());
    assertThat(flags.problems()).isEmpty();
    Map<String, String> pod = Map.of("JOB_COMPLETION_INDEX", Integer.toString(index));
    return new OptionsReader(() -> "bench-", () -> 0, pod::get)
        .read(new Sources(ShellWords.join(flags.line()), Map.of()).withOptions(flags.settings()));
  }

  /** The line's words as the kubelet hands them on. */
  private static List<String> words(Map<String, String> run) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word :
        KubernetesObjects.each(container(injectors()).path("args"), JsonNode::asText)) {
      for (Map.Entry<String, String> variable : run.entrySet()) {
        word = word.replace("$(" + variable.getKey() + ")", variable.getValue());
      }
      words.add(word);
    }
    return words;
  }

  private static Map<String, String> run() throws IOException {
    return KubernetesObjects.env(BASE.resolve("run.env"));
  }

  private static Map<String, String> exampleRun() throws IOException {
    Map<String, String> run = new TreeMap<>(run());
    run.putAll(KubernetesObjects.env(EXAMPLE.resolve("run.env")));
    return run;
  }

  private static List<String> listed(String what) throws IOException {
    JsonNode kustomization = KubernetesObjects.in(BASE.resolve("kustomization.yaml"));
    return KubernetesObjects.each(kustomization.path(what), JsonNode::asText);
  }

  private static JsonNode injectors() throws IOException {
    return KubernetesObjects.in(BASE.resolve("injectors.yaml"));
  }

  private static List<JsonNode> jobs() throws IOException {
    return List.of(injectors(), KubernetesObjects.in(BASE.resolve("report.yaml")));
  }

  private static JsonNode container(JsonNode job) {
    return job.at("/spec/template/spec/containers/0");
  }

  private static JsonNode named(List<JsonNode> objects, String name) {
    return objects.stream()
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String dockerfile() throws IOException {
    return Files.readString(Path.of("deploy/Dockerfile"));
  }
}
