package llmbench.simserver;

import static llmbench.simserver.testing.SimClient.CHAT;
import static llmbench.simserver.testing.SimClient.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.BrokenCounter;
import llmbench.simserver.testing.SimClient;
import llmbench.simserver.testing.WordCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The warm-up runs the server's code, and leaves nothing behind. */
class ServerWarmUpTest {

  /** Takes down what it counts. */
  private static PromptCounter counting(Set<List<PromptCounter.Turn>> prompts) {
    WordCounter words = new WordCounter();
    return new PromptCounter() {
      @Override
      public int chat(List<Turn> turns) {
        prompts.add(turns);
        return words.chat(turns);
      }

      @Override
      public int[] encodeChat(List<Turn> turns) {
        return words.encodeChat(turns);
      }

      @Override
      public int text(String text) {
        return words.text(text);
      }

      @Override
      public int[] encode(String text) {
        return words.encode(text);
      }

      @Override
      public String decode(int[] tokens) {
        return words.decode(tokens);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWarmServerHasServedAndKnowsNothingOfIt(boolean batch) throws Exception {
    Set<List<PromptCounter.Turn>> prompts = ConcurrentHashMap.newKeySet();
    Timing timing = batch ? Timing.Batch.A100_QWEN25_05B : Timing.Fixed.ofMillis(0, 0);
    SimConfig config = SimConfig.of(timing).withFaults(FaultSchedule.parse("0:http-503"));
    try (SimServer server = SimServer.startWarm(config, counting(prompts))) {
      // A few dozen, each of other words: a tokenizer remembers those that it has seen.
      assertThat(prompts).hasSizeGreaterThan(36);
      SimClient client = new SimClient(server);
      String truth = client.get("/truth?requests=true").body();
      assertThat(new ObjectMapper().readTree(truth).get("requests").asInt()).isZero();
      assertThat(client.get("/metrics").body())
          .contains("vllm:generation_tokens_total{engine=\"0\",model_name=\"" + SimClient.MODEL)
          .doesNotContain("warm-up")
          .doesNotContainPattern("generation_tokens_total\\{.*} [1-9]");
      // The schedule of faults is not used up either.
      assertThat(client.post(CHAT, chat("\"max_tokens\":2")).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void aServerThatCantCountWarmsUpAsFarAsItGets() {
    AtomicInteger asked = new AtomicInteger();
    SimConfig config = SimConfig.of(Timing.Fixed.ofMillis(0, 0));
    SimServer.startWarm(config, BrokenCounter.of(asked)).close();
    assertThat(asked).hasPositiveValue();
  }
}
