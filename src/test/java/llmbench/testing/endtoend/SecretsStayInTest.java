package llmbench.testing.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import llmbench.BenchmarkSimulation;
import llmbench.options.given.Sources;
import llmbench.process.Console;
import llmbench.process.QuietPreferences;
import llmbench.run.Benchmark;
import llmbench.run.ProgressDisplay;
import llmbench.run.RefusedException;
import llmbench.run.RunPlans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs in a process of their own, with marked secrets in every place that takes one, against
 * a server that repeats all it is sent: then every byte that was written or printed is searched. A
 * run that is refused before it is Gatling's needs no process.
 */
class SecretsStayInTest {

  /** In each secret. */
  private static final String MARK = "S3CRET";

  /** The same, as a server may write it back. */
  private static final String URL_MARK = "%53%33";

  private static final String JSON_MARK = "\\u0053";

  private static final String USERINFO = "user:S3CRETpassword";
  private static final String USERINFO_BASE64 =
      Base64.getEncoder().encodeToString(USERINFO.getBytes(StandardCharsets.UTF_8));

  private static final String LINE =
      " --model m --tokenizer bundled --dataset-name random --num-prompts 3 --max-concurrency 2"
          + " --random-input-len 5 --random-output-len 5 --ready-check-timeout-sec 1"
          + " --num-warmups 1 --save-result --save-detailed --result-dir saved"
          + " --header Cookie=sid=S3CRETcookie X-Api-Key=S3CRETxkey"
          + " Proxy-Authorization=S3CRETproxy X-Session-Id=S3CRETsession"
          + " --extra-body '{\"api_key\": \"S3CRETfield\"}'";
  private static final String CHAT =
      "vllm bench serve --backend openai-chat --endpoint /v1/chat/completions" + LINE;

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger withKey = new AtomicInteger();
  private volatile int refusedFrom = Integer.MAX_VALUE;
  private HttpServer server;

  /** What a process left. */
  private record Left(int status, String printed) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Repeats every header and the body, in a refusal or in what a model would say. */
  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> all.append(name).append(": ").append(values).append("; "));
    String said = (all + body).replace("\\", "").replace("\"", "'");
    boolean post = exchange.getRequestURI().getPath().endsWith("/completions");
    if (said.contains("S3CRET") || said.contains(USERINFO_BASE64)) {
      withKey.incrementAndGet();
    }
    boolean refused = post && asked.incrementAndGet() > refusedFrom;
    String text =
        refused
            ? "{\"error\": \"no entry for " + inAllWays(said) + "\"}"
            : "data: {\"choices\":[{\"delta\":{\"content\":\""
                + said
                + "\"}}]}\n\n"
                + "data: {\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":5},"
                + "\"choices\":[]}\n\n"
                + "data: [DONE]\n\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("content-type", refused ? "application/json" : "text/event-stream");
    exchange.sendResponseHeaders(refused ? 401 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** As it was sent, and with other escapes. */
  private static String inAllWays(String said) {
    return said.replace(MARK, URL_MARK + "CRET") + said.replace(MARK, JSON_MARK + "3CRET") + said;
  }

  @Test
  void ofARunThatSucceeds() throws Exception {
    Left left = run("OPENAI", CHAT + " --base-url " + url(""));
    assertThat(left.status()).as(left.printed()).isZero();
    assertThat(left.printed()).contains("Successful requests:                     3");
    assertThat(text("requests.jsonl")).contains("Bearer ***").contains("Cookie: [***]");
    assertThat(text("run.json")).contains("Cookie=***");
    assertThat(text("llm.html")).contains("Cookie=***", "Proxy-Authorization=***");
    assertThat(withKey.get()).as("the server was sent the secrets").isGreaterThanOrEqualTo(5);
    assertThat(text("requests.csv")).contains(",ok,200,");
    assertThat(text("junit.xml")).contains("<testcase ");
    assertThat(text("metrics.prom")).contains("llmbench_info{");
    assertNothingLeaked(left);
    assertThat(folder.resolve("saved")).isNotEmptyDirectory();
    assertFilesAreTheUsersOwn();
  }

  @Test
  void ofARunWithUserinfoWhoseRequestsAreRefused() throws Exception {
    refusedFrom = 2;
    Left left = run("", CHAT + " --base-url " + url(USERINFO + "@"));
    assertThat(left.status()).as(left.printed()).isEqualTo(1);
    assertThat(left.printed()).contains("http-status: 401").contains("Basic ***");
    assertThat(text("summary.md")).contains("`http-status: 401").contains("Basic ***");
    assertThat(text("junit.xml")).contains("http-status: 401");
    assertThat(text("llm.html")).contains("no entry for ").contains("Basic ***");
    assertNothingLeaked(left);
  }

  @Test
  void ofAReadyCheckThatIsRefused() throws Exception {
    refusedFrom = 0;
    Left left = refused("OPENAI", CHAT + " --base-url " + url(""), Map.of());
    assertThat(left.status()).as(left.printed()).isEqualTo(Console.BAD_INPUT);
    assertThat(left.printed()).contains("The server refuses the requests: 401: ").contains("***");
    assertNothingLeaked(left);
  }

  @Test
  void ofEvalscopesLineWithItsKeyAndAQuery() throws Exception {
    Left left =
        run(
            "",
            "evalscope perf --model m --tokenizer-path bundled --dataset random --number 2"
                + " --min-prompt-length 40 --max-prompt-length 40 --max-tokens 5 --api-key"
                + " S3CRETevalkey --extra-args '{\"token\": \"S3CRETarg\"}' --url '"
                + url("")
                + "/v1/chat/completions?key=S3CRETquery'");
    assertThat(left.printed()).contains("Server: ").contains("/v1/chat/completions?…");
    assertThat(text("llm.html")).contains("/v1/chat/completions?***").contains("--api-key");
    assertNothingLeaked(left);
  }

  @Test
  void ofAServerThatIsNotThereAndAProxyThatIsNot() throws Exception {
    Left left =
        refused(
            "OPENAI",
            CHAT + " --base-url http://" + USERINFO + "@no-such-host.invalid:1",
            Map.of("llm.proxy", "http://me:S3CRETproxyword@127.0.0.1:1"));
    assertThat(left.status()).as(left.printed()).isEqualTo(Console.BAD_INPUT);
    assertThat(left.printed()).contains("Proxy: http://***@127.0.0.1:1");
    assertNothingLeaked(left);
  }

  /** All at once, since each is said. */
  @Test
  void ofBadOptions() throws Exception {
    String bad =
        " --base-url http://user:S3CRETpassword@host:99999 --api-key sk-S3CRET"
            + " --header S3CRETword sk-S3CRETstray --extra-body '{\"api_key\": \"S3CRET'"
            + " --endpoint /v1/x?key=S3CRET";
    Left left = refused("OPENAI", CHAT + bad, Map.of("llm.proxy", "http://me:S3CRET@"));
    assertThat(left.status()).as(left.printed()).isEqualTo(Console.BAD_INPUT);
    assertThat(left.printed())
        .contains("--base-url", "--api-key", "--header", "--extra-body", "--endpoint")
        .contains("-Dllm.proxy");
    assertNothingLeaked(left);
  }

  @Test
  void ofAKeyThatNoHeaderCanHave() throws Exception {
    Left left = refused("OPENAI\n", CHAT + " --base-url " + url(""), Map.of());
    assertThat(left.status()).as(left.printed()).isEqualTo(Console.BAD_INPUT);
    assertThat(left.printed()).contains("The header Authorization has a character");
    assertNothingLeaked(left);
  }

  private String url(String userinfo) {
    return "http://" + userinfo + "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Prepares it as the simulation does, up to the refusal, which is what the process would print.
   */
  private static Left refused(String key, String bench, Map<String, String> properties) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Benchmark.prepare(
          RunPlans.of(new Sources(bench, properties)),
          ProgressDisplay.ofProcess(Map.of()),
          Map.of("OPENAI_API_KEY", keyOf(key)),
          BenchmarkSimulation.class);
      throw new IllegalStateException("it is not refused: " + printed);
    } catch (RefusedException e) {
      String said = printed.toString(StandardCharsets.UTF_8) + e.getMessage();
      return new Left(e.status(), said);
    } finally {
      System.setOut(before);
    }
  }

  private static String keyOf(String key) {
    return key.replace("OPENAI", "sk-S3CRETkey");
  }

  /** Whatever we start or write is searched. */
  private Left run(String key, String bench) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xmx512m"));
    // Nothing is measured here, only started.
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dllm.jvm-warmup=0"));
    command.add("-D" + QuietPreferences.SETTING + "=" + QuietPreferences.class.getName());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Dbench=" + bench));
    command.addAll(List.of("io.gatling.app.Gatling", "-s", BenchmarkSimulation.class.getName()));
    command.addAll(List.of("-rf", folder.resolve("results").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    builder.environment().remove("OPENAI_API_KEY");
    if (!key.isEmpty()) {
      builder.environment().put("OPENAI_API_KEY", keyOf(key));
    }
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Left left = new Left(process.waitFor(), printed);
    assertThat(folder.resolve("tmp")).as("what it leaves there").isEmptyDirectory();
    return left;
  }

  private void assertNothingLeaked(Left left) throws IOException {
    assertThat(left.printed()).doesNotContain(MARK, USERINFO_BASE64, "\tat ", URL_MARK, JSON_MARK);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        assertThat(file.toString()).doesNotContain(MARK);
        if (Files.isRegularFile(file)) {
          String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          assertThat(Stream.of(MARK, USERINFO_BASE64, URL_MARK, JSON_MARK))
              .as(file + " holds a secret")
              .noneMatch(bytes::contains);
        }
      }
    }
  }

  /** Nobody but the user's own mask says who may read them; nothing may be run. */
  private void assertFilesAreTheUsersOwn() throws IOException {
    Path probe = Files.createFile(folder.resolve("probe"));
    Set<PosixFilePermission> mask = Files.getPosixFilePermissions(probe);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.getPosixFilePermissions(file)).as(file.toString()).isEqualTo(mask);
      }
    }
    try (Stream<Path> top = Files.list(folder)) {
      assertThat(top.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("results", "saved", "probe", "tmp");
    }
  }

  private String text(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path file = files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
