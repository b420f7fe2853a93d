package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import llmbench.dataset.Extras;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import org.junit.jupiter.api.Test;

/** What a request asks of an endpoint, beside its bytes: these are compared in whole runs. */
class VllmEndpointsTest {

  @Test
  void theBatchesOfAnEmbeddingAreSoManyInputs() {
    BenchOptions options = read("--backend openai-embeddings --endpoint /v1/embeddings", "0.33");
    VllmRequests requests = new VllmRequests(options, "m", null);
    assertThat(
            requests.measured(new Prompt(0, "[\"a\", \"b\"]", Form.TEXTS, 2, 0)).inputs().count())
        .isEqualTo(2);
    assertThat(requests.measured(new Prompt(0, "a", 2, 0)).inputs().count()).isEqualTo(1);
    VllmRequests ranks =
        new VllmRequests(read("--backend vllm-rerank --endpoint /rerank", "0.33"), "m", null);
    assertThat(
            ranks
                .measured(new Prompt(0, "[\"q\", \"b\", \"c\"]", Form.TEXTS, 2, 0))
                .inputs()
                .count())
        .isEqualTo(2);
    String ranking = "{\"query\": \"q\", \"documents\": [\"b\", \"c\", \"d\"]}";
    assertThat(ranks.measured(new Prompt(0, ranking, Form.RANKING, 2, 0)).inputs().count())
        .isEqualTo(3);
  }

  @Test
  void picturesAndSoundsAreCountedWhereverTheyStand() {
    VllmRequests requests =
        new VllmRequests(
            read("--backend openai-chat --endpoint /v1/chat/completions", "0.33"), "m", null);
    String part = "{\"type\": \"image_url\", \"image_url\": {\"url\": \"u\"}}";
    Prompt plain = new Prompt(0, "a", 1, 1);
    assertThat(requests.measured(plain).inputs().media()).isZero();
    Prompt two = plain.with(Extras.NONE.withMedia("[" + part + "," + part + "]"));
    assertThat(requests.measured(two).inputs().media()).isEqualTo(2);
    String messages =
        "[{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"a\"}," + part + "]}]";
    assertThat(requests.measured(new Prompt(0, messages, Form.MESSAGES, 1, 1)).inputs().media())
        .isEqualTo(1);
  }

  @Test
  void whatHasNoSoundIsNotSentToBeHeard() {
    String line = "--backend openai-audio --endpoint /v1/audio/translations";
    VllmRequests requests = new VllmRequests(read(line, "0.33"), "m", null);
    assertThat(requests.whyNot(new Prompt(0, "a", 2, 0)).orElseThrow()).contains("no sound");
  }

  private static BenchOptions read(String line, String version) {
    String whole = "vllm bench serve --dataset-name random --random-input-len 8 " + line;
    return new OptionsReader().read(new Sources(whole, Map.of("llm.compat", "vllm-" + version)));
  }
}
