package llmbench.target;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import llmbench.timeline.ServerMetrics;
import org.junit.jupiter.api.Test;

/** What of a /metrics page is kept: of a real one, of SGLang's, and of odd ones. */
class ServerPageTest {

  private static final Path VLLM =
      Path.of("src/test/resources/golden/streams/vllm_0.32_metrics.txt");

  @Test
  void aRealVllmsTimesAreKeptAndNothingElse() throws IOException {
    ServerMetrics.Page page = ServerPage.of(Files.readString(VLLM)).kept();
    assertThat(page.counters()).isEmpty();
    assertThat(page.histograms())
        .containsOnlyKeys(
            "vllm:time_to_first_token_seconds",
            "vllm:inter_token_latency_seconds",
            "vllm:request_queue_time_seconds",
            "vllm:request_prefill_time_seconds",
            "vllm:request_decode_time_seconds",
            "vllm:e2e_request_latency_seconds");
    ServerMetrics.Histogram first =
        requireNonNull(page.histograms().get("vllm:time_to_first_token_seconds"));
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.sum()).isEqualTo(0.21017718315124512);
    assertThat(first.upTo()).hasSize(23).contains(entry("0.001", 0.0), entry("+Inf", 3.0));
  }

  @Test
  void enginesAreAddedAndPositionsAreNot() {
    String page =
        """
        vllm:spec_decode_num_drafts_total{engine="0",model_name="a } b"} 10.0
        vllm:spec_decode_num_drafts_total{engine="1",model_name="a } b"} 1.5e1
        vllm:spec_decode_num_drafts_created{engine="1"} 1.7e9
        vllm:spec_decode_num_accepted_tokens_per_pos_total{position="0",engine="0"} 4
        vllm:spec_decode_num_accepted_tokens_per_pos_total{position="1",engine="0"} 3
        vllm:spec_decode_num_accepted_tokens_per_pos_total{position="1",engine="1"} 2
        vllm:diffusion_num_denoising_steps_total 7
        vllm:generation_tokens_total{engine="0"} 99
        """;
    assertThat(ServerPage.of(page).kept().counters())
        .isEqualTo(
            Map.of(
                "vllm:spec_decode_num_drafts_total", 25.0,
                "vllm:spec_decode_num_accepted_tokens_per_pos_total{position=\"0\"}", 4.0,
                "vllm:spec_decode_num_accepted_tokens_per_pos_total{position=\"1\"}", 5.0,
                "vllm:diffusion_num_denoising_steps_total", 7.0));
  }

  @Test
  void sglangHasNamesOfItsOwn() {
    String page =
        """
        # TYPE sglang:time_to_first_token_seconds histogram
        sglang:time_to_first_token_seconds_sum{model_name="m"} 2.5
        sglang:time_to_first_token_seconds_bucket{le="0.5",model_name="m"} 1.0
        sglang:time_to_first_token_seconds_bucket{le="+Inf",model_name="m"} 2.0
        sglang:time_to_first_token_seconds_count{model_name="m"} 2.0
        """;
    assertThat(ServerPage.of(page).kept().histograms())
        .isEqualTo(
            Map.of(
                "sglang:time_to_first_token_seconds",
                new ServerMetrics.Histogram(2.5, 2, Map.of("0.5", 1.0, "+Inf", 2.0))));
  }

  @Test
  void oddLinesAreSkippedOneByOne() {
    String page =
        """
        vllm:diffusion_a_total{
        vllm:diffusion_b_total{x="1" 3
        vllm:diffusion_c_total{x=1} 3
        vllm:diffusion_d_total{x="un
        vllm:diffusion_e_total NaN
        vllm:diffusion_f_total many
        vllm:diffusion_g_total
        vllm:diffusion_h_total{x="a\\"} 9",y="\\\\"} 5 1795521600000
        """;
    assertThat(ServerPage.of(page).kept().counters())
        .isEqualTo(Map.of("vllm:diffusion_h_total", 5.0));
    assertThat(ServerPage.of("<html>no such page</html>\u0000{{{\n=\n").isEmpty()).isTrue();
  }
}
