package llmbench.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.hub.HubFiles;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets without a path, or named by that of a hub: from command lines to prompts. */
class HubDatasetsTest {

  private static final Opened TOKENIZER = Tokenizers.open("bundled", null);
  private static final Path TABLES = Path.of("src/test/resources/golden/vllm/tables");
  private static final String BY_HAND = "Download it by hand, and give it with --dataset-path.";

  @TempDir Path home;

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> said = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, byte[]> answers = new HashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String url = "http://localhost:" + server.getAddress().getPort();
    environment.put("HF_ENDPOINT", url);
    environment.put("MODELSCOPE_ENDPOINT", url);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(token == null ? uri : uri + " " + token);
    byte[] body = answers.get(uri);
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
    if (body != null) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void has(String uri, String body) {
    answers.put(uri, body.getBytes(StandardCharsets.UTF_8));
  }

  /** What Hugging Face says of a dataset's state. */
  private void hfLists(String name, String revision, String commit, String... paths) {
    String files =
        Stream.of(paths)
            .map("{\"rfilename\": \"%s\"}"::formatted)
            .collect(Collectors.joining(", "));
    has(
        "/api/datasets/" + name + "/revision/" + revision,
        "{\"sha\": \"%s\", \"siblings\": [%s]}".formatted(commit, files));
  }

  private List<String> evalscope(String arguments) {
    return texts("evalscope perf --model m --tokenizer-path bundled " + arguments);
  }

  private List<String> hf(String arguments) {
    return texts(
        "vllm bench serve --model m --tokenizer bundled --dataset-name hf --num-prompts 2 "
            + arguments);
  }

  private List<String> texts(String line) {
    BenchOptions options = new OptionsReader().read(new Sources(line, Map.of()));
    said.clear();
    PromptContext context =
        new PromptContext(
            options, TOKENIZER, done -> {}, said::add, new HubFiles(environment, home, said::add));
    try (Prompts prompts = Datasets.of(options).prompts(context)) {
      return prompts
          .measured()
          .map(prompt -> prompt.text() + (prompt.extras().media() == null ? "" : " +media"))
          .toList();
    }
  }

  @Test
  void evalscopesFilesComeFromTheHubThatIsAskedForAndOnce() {
    String questions = "{\"question\": \"one\"}\n{\"question\": \"two\"}\n";
    String uri =
        "/api/v1/datasets/AI-ModelScope/HC3-Chinese/repo?Revision=master&FilePath=open_qa.jsonl";
    has(uri, questions);
    environment.put("MODELSCOPE_API_TOKEN", "ms-secret");
    assertThat(evalscope("--number 3")).containsExactly("one", "two", "one");
    assertThat(asked).containsExactly(uri + " Bearer ms-secret");
    Path file = home.resolve(".cache/modelscope/hub/datasets/AI-ModelScope/HC3-Chinese");
    String dataset = "open_qa.jsonl of ModelScope's dataset AI-ModelScope/HC3-Chinese";
    assertThat(said)
        .containsExactly(
            "Downloading the " + dataset + " …",
            "Downloaded 0.0 MB to " + file.resolve("open_qa.jsonl"),
            "Dataset: " + dataset + ", at " + file.resolve("open_qa.jsonl"),
            "The dataset has 2 prompts for 3 requests: after the last one it begins again with"
                + " the first.");
    assertThat(evalscope("--number 1")).containsExactly("one");
    assertThat(asked).hasSize(1);

    String other =
        "/datasets/shareAI/ShareGPT-Chinese-English-90k/resolve/main/sharegpt_jsonl/common_en_70k"
            + ".jsonl";
    has(other, "{\"conversation\": [{\"human\": \"hi\", \"assistant\": \"ho\"}]}\n");
    assertThat(evalscope("--dataset share_gpt_en --data-source huggingface --number 1"))
        .containsExactly("[{\"role\": \"user\", \"content\": \"hi\"}]");
    assertThat(asked).endsWith(other);
  }

  @Test
  void evalscopesSplitsAreTheFilesThatTheHubLists() {
    String tree =
        "/api/v1/datasets/AI-ModelScope/LongAlpaca-12k/repo/tree?Revision=master&Recursive=True";
    String readme = "{\"Path\": \"docs/README.md\", \"Type\": \"blob\"}";
    has(
        tree + "&PageNumber=1&PageSize=200",
        "{\"Data\": {\"Files\": [%s]}}"
            .formatted(String.join(", ", Collections.nCopies(200, readme))));
    has(
        tree + "&PageNumber=2&PageSize=200",
        "{\"Data\": {\"Files\": [{\"Path\": \"x\", \"Type\": \"tree\"},"
            + " {\"Path\": \"LongAlpaca.json\", \"Type\": \"blob\"}]}}");
    has(
        "/api/v1/datasets/AI-ModelScope/LongAlpaca-12k/repo?Revision=master"
            + "&FilePath=LongAlpaca.json",
        "[{\"instruction\": \" long \"}, {\"instruction\": \"longer\"}]");
    assertThat(evalscope("--dataset longalpaca --number 2")).containsExactly("long", "longer");
    assertThat(said)
        .contains(
            "Dataset: the split train of ModelScope's dataset AI-ModelScope/LongAlpaca-12k, in 1"
                + " file");

    hfLists("evalscope/OpenDecisions", "main", "c0ffee", "data/test.jsonl", "data/train.jsonl");
    has(
        "/datasets/evalscope/OpenDecisions/resolve/c0ffee/data/test.jsonl",
        "{\"state\": \"s\", \"question\": {\"text\": \"q\", \"id\": null}}\n");
    assertThat(evalscope("--dataset open_decisions --data-source huggingface --number 1"))
        .containsExactly("{\"state\": \"s\", \"questions\": {\"answer\": {\"text\": \"q\"}}}");
  }

  @Test
  void aStateThatTheToolNamesIsAskedFor() {
    asked.clear();
    assertThatThrownBy(
            () -> evalscope("--dataset mmmu_multi_image --data-source huggingface --number 1"))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "There is no list of files of Hugging Face's dataset MMMU/MMMU at"
                + " 21d1d90a93c7450d30bddb579d7b510c00b8a9ab (status 404). "
                + BY_HAND);
    assertThat(asked)
        .containsExactly(
            "/api/datasets/MMMU/MMMU/revision/21d1d90a93c7450d30bddb579d7b510c00b8a9ab");
  }

  @Test
  void vllmsNamesOfTheHubHaveThePromptsOfTheirFolder() throws IOException {
    String first = "{\"turns\": [\"a\"]}\n{\"turns\": [\"b\"]}\n{\"turns\": [\"c\"]}\n";
    String second = "{\"turns\": [\"d\"]}\n{\"turns\": [\"e\"]}\n";
    String resolved = "/datasets/philschmid/mt-bench/resolve/c0ffee/data/";
    hfLists("philschmid/mt-bench", "main", "c0ffee", "README.md", "data/x.jsonl", "data/y.jsonl");
    has(resolved + "x.jsonl", first);
    has(resolved + "y.jsonl", second);
    Path folder = Files.createDirectories(home.resolve("clone/data"));
    Files.writeString(folder.resolve("x.jsonl"), first);
    Files.writeString(folder.resolve("y.jsonl"), second);

    String plain = "--skip-chat-template ";
    String named = plain + "--dataset-path philschmid/mt-bench ";
    assertThat(hf(named + "--disable-shuffle")).containsExactly("a", "b");
    assertThat(asked)
        .as("a file is downloaded when its rows are read")
        .containsExactly("/api/datasets/philschmid/mt-bench/revision/main", resolved + "x.jsonl");
    String local =
        plain + "--hf-name philschmid/mt-bench --dataset-path " + home.resolve("clone") + " ";
    for (String order : List.of("--seed 1", "--seed 2", "--no-stream --seed 3")) {
      assertThat(hf(named + order)).as(order).isEqualTo(hf(local + order));
    }
    environment.put("HF_HUB_OFFLINE", "1");
    asked.clear();
    assertThat(hf(named + "--seed 1")).isEqualTo(hf(local + "--seed 1"));
    assertThat(asked).isEmpty();
  }

  @Test
  void whatHasNoFilesOfRowsIsReadFromTheParquetThatTheHubMakesOfIt() throws IOException {
    String name = "lmarena-ai/vision-arena-bench-v0.1";
    String args = " --backend openai-chat --endpoint /v1/chat/completions --disable-shuffle";
    hfLists(name, "main", "c0ffee", "data/train.arrow", "test.tar");
    hfLists(name, "refs%2Fconvert%2Fparquet", "badcafe", "default/partial-train/0000.parquet");
    assertThatThrownBy(() -> hf("--dataset-path " + name + args))
        .hasMessage(
            "--dataset-path: lmarena-ai/vision-arena-bench-v0.1: no such file or folder, so it is"
                + " looked for on the hub. Hugging Face's dataset"
                + " lmarena-ai/vision-arena-bench-v0.1 has no split 'train' in files that can be"
                + " read: Parquet, JSON or CSV, not Arrow or archives. Give a folder of such files"
                + " with --dataset-path.");
    hfLists(name, "refs%2Fconvert%2Fparquet", "badcafe", "default/train/0000.parquet");
    answers.put(
        "/datasets/" + name + "/resolve/badcafe/default/train/0000.parquet",
        Files.readAllBytes(TABLES.resolve("pictures.parquet")));
    assertThat(hf("--dataset-path " + name + args))
        .isEqualTo(
            hf(
                "--hf-name "
                    + name
                    + " --dataset-path "
                    + TABLES.resolve("pictures.parquet")
                    + args))
        .allMatch(text -> text.endsWith(" +media"));
  }

  @Test
  void filesThatRowsNameComeAlong() {
    String base = "https://huggingface.co/datasets/yale-nlp/MMVU/resolve/main/";
    hfLists("yale-nlp/MMVU", "main", "c0ffee", "validation.jsonl", "videos/a/0.mp4");
    has(
        "/datasets/yale-nlp/MMVU/resolve/c0ffee/validation.jsonl",
        "{\"question\": \"q\", \"choices\": {\"A\": \"a\"}, \"video\": \"%svideos/a/0.mp4\"}\n"
            .formatted(base));
    String video = "/datasets/yale-nlp/MMVU/resolve/main/videos/a/0.mp4";
    has(video, "mp4");
    String args = " --backend openai-chat --endpoint /v1/chat/completions";
    assertThat(hf("--dataset-path yale-nlp/MMVU --no-oversample" + args)).hasSize(1);
    assertThat(asked).endsWith(video);

    String functions = "gorilla-llm/Berkeley-Function-Calling-Leaderboard";
    String bfcl = "--dataset-path " + functions + " --bfcl-categories simple" + args;
    assertThatThrownBy(() -> hf(bfcl))
        .hasMessageContaining("There is no BFCL_v3_simple.json of Hugging Face's dataset");
    assertThat(asked).endsWith("/datasets/" + functions + "/resolve/main/BFCL_v3_simple.json");
  }

  @Test
  void aHubNamesNoPlaceOutsideOfItsCache() {
    hfLists("philschmid/mt-bench", "main", "../../x", "../../train.jsonl", "/a/b.jsonl", "t.jsonl");
    has("/datasets/philschmid/mt-bench/resolve/main/t.jsonl", "{\"turns\": [\"a\"]}\n");
    assertThat(hf("--dataset-path philschmid/mt-bench --skip-chat-template --no-oversample"))
        .containsExactly("a");
    Path dataset = home.resolve(".cache/huggingface/hub/datasets--philschmid--mt-bench");
    assertThat(dataset.resolve("snapshots/main/t.jsonl")).exists();
    assertThat(home.resolve(".cache/huggingface/hub")).isDirectoryContaining("glob:**mt-bench");
  }

  @Test
  void whyADatasetCannotBeHadIsSaidWithWhatToDo() throws IOException {
    assertThatThrownBy(() -> hf("--dataset-path philschmid/mt-bench"))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "--dataset-path: philschmid/mt-bench: no such file or folder, so it is looked for on"
                + " the hub. There is no list of files of Hugging Face's dataset"
                + " philschmid/mt-bench (status 404). "
                + BY_HAND);
    has("/api/datasets/philschmid/mt-bench/revision/main", "<html>");
    assertThatThrownBy(() -> hf("--dataset-path philschmid/mt-bench"))
        .hasMessageContaining("isn't JSON: is Hugging Face there? " + BY_HAND);
    asked.clear();
    environment.put("CI", "true");
    assertThatThrownBy(() -> evalscope("--number 1"))
        .hasMessage(
            "The open_qa.jsonl of ModelScope's dataset AI-ModelScope/HC3-Chinese isn't in the"
                + " cache, and nothing is downloaded in CI (the variable CI is set;"
                + " HF_HUB_OFFLINE=0 allows it). "
                + BY_HAND);
    Path data =
        Files.createDirectories(
            home.resolve(
                ".cache/huggingface/hub/datasets--philschmid--mt-bench/snapshots/aaa/data"));
    Files.writeString(data.resolve("train-00000-of-00002.jsonl"), "{\"turns\": [\"a\"]}\n");
    assertThatThrownBy(() -> hf("--dataset-path philschmid/mt-bench"))
        .as("half of a split is none")
        .hasMessageContaining(
            "The files that are wanted of Hugging Face's dataset philschmid/mt-bench aren't in the"
                + " cache");
    Files.writeString(data.resolve("train-00001-of-00002.jsonl"), "{\"turns\": [\"b\"]}\n");
    assertThat(hf("--dataset-path philschmid/mt-bench")).hasSize(2);
    assertThat(asked).isEmpty();
    environment.remove("CI");
    environment.put("MODELSCOPE_ENDPOINT", "hub.example");
    assertThatThrownBy(() -> evalscope("--number 1"))
        .hasMessage(
            "MODELSCOPE_ENDPOINT is no URL such as https://www.modelscope.cn; correct it, or unset"
                + " it. "
                + BY_HAND);
  }
}
