package llmbench.target;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.ServerMetrics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server's /metrics says of its prefix cache, in old and new names, or not at all. */
class MetricsPageTest {

  private static final String NEW =
      """
      # HELP vllm:prefix_cache_queries_total Prefix cache queries, in queried tokens.
      # TYPE vllm:prefix_cache_queries_total counter
      vllm:prefix_cache_queries_total{engine="0",model_name="a {b} 7"} 100.0
      vllm:prefix_cache_queries_total{engine="1",model_name="a {b} 7"} 1.5e+03
      vllm:prefix_cache_queries_created{engine="0",model_name="a {b} 7"} 1.7e+09
      vllm:prefix_cache_hits_total{engine="0",model_name="a {b} 7"} 16.0 1795521600000
      vllm:prefix_cache_hits_total{engine="1",model_name="a {b} 7"} 32.0
      vllm:external_prefix_cache_hits_total{engine="1",model_name="a {b} 7"} 9.0
      """;

  private static final String OLD =
      """
      vllm:gpu_prefix_cache_queries{model_name="m"} 40
      vllm:gpu_prefix_cache_hits{model_name="m"} 10
      """;

  private static final String SGLANG =
      """
      sglang:time_to_first_token_seconds_sum{model_name="m"} 2.5
      sglang:time_to_first_token_seconds_bucket{le="+Inf",model_name="m"} 2.0
      sglang:time_to_first_token_seconds_count{model_name="m"} 2.0
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Queue<String> pages = new ArrayDeque<>();
  private int status = 200;
  private HttpServer server;
  private Endpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    endpoint = new Endpoint(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void countersOfAllEnginesAreAdded() {
    assertThat(counters(NEW)).isEqualTo(new PrefixCache.Counters(1600, 48));
  }

  @Test
  void anOlderServerHasOtherNames() {
    assertThat(counters(OLD)).isEqualTo(new PrefixCache.Counters(40, 10));
    assertThat(counters(OLD + NEW))
        .as("one with both")
        .isEqualTo(new PrefixCache.Counters(1600, 48));
  }

  @Test
  void aPageOfAnotherServerHasNone() {
    assertThat(counters("")).isNull();
    assertThat(counters("<html>\nvllm:prefix_cache_queries_total")).isNull();
    assertThat(counters(NEW.replace("cache_hits", "cache_finds"))).isNull();
    assertThat(counters(OLD.replace("10", "ten"))).isNull();
  }

  @Test
  void countersBeforeTheRunAndAfterIt() {
    pages.addAll(List.of(OLD, OLD.replace("40", "90")));
    MetricsPage page = new MetricsPage(endpoint, said::add);
    assertThat(asked).isEmpty();
    page.begin();
    page.begin();
    assertThat(asked).as("whoever comes second").hasSize(1);
    assertThat(page.end().prefixCache())
        .isEqualTo(
            new PrefixCache(new PrefixCache.Counters(40, 10), new PrefixCache.Counters(90, 10)));
    assertThat(asked).containsExactly("/metrics", "/metrics");
    assertThat(said).isEmpty();
  }

  @Test
  void sglangsPageIsEmptyBeforeItsFirstRequest() {
    pages.addAll(List.of("", SGLANG));
    MetricsPage page = new MetricsPage(endpoint, said::add);
    page.begin();
    ServerMetrics server = requireNonNull(page.end().server());
    assertThat(server.before().isEmpty()).isTrue();
    assertThat(server.after().histograms()).containsOnlyKeys("sglang:time_to_first_token_seconds");
    assertThat(said).isEmpty();
  }

  @Test
  void aServerWithoutThePageIsAskedOnce() {
    status = 404;
    pages.add("Not found");
    MetricsPage page = new MetricsPage(endpoint, said::add);
    page.begin();
    assertThat(page.end()).isEqualTo(MetricsPage.Readings.NONE);
    assertThat(asked).containsExactly("/metrics");
    assertThat(said)
        .containsExactly(
            "The server shows no times of its own ("
                + endpoint.name()
                + "/metrics: status 404): its account does not stand beside ours.");
  }

  @Test
  void aPageOfNothingThatIsKnownIsSaidWhenBothWereRead() {
    pages.addAll(List.of("<html>", "<html>"));
    MetricsPage page = new MetricsPage(endpoint, said::add);
    page.begin();
    assertThat(said).isEmpty();
    assertThat(page.end()).isEqualTo(MetricsPage.Readings.NONE);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("/metrics: nothing by the names of vLLM or SGLang)");
  }

  @Test
  void aServerThatIsNotThereIsSaidToBeWithItsReason() {
    server.stop(0);
    MetricsPage page = new MetricsPage(endpoint, said::add);
    page.begin();
    assertThat(page.end()).isEqualTo(MetricsPage.Readings.NONE);
    assertThat(said)
        .containsExactly(
            "The server shows no times of its own ("
                + endpoint.name()
                + "/metrics: connection refused): its account does not stand beside ours.");
  }

  @Test
  void aServerThatIsGoneAtTheEndHasNoneAndItIsSaid() {
    pages.add(NEW);
    MetricsPage page = new MetricsPage(endpoint, said::add);
    page.begin();
    server.stop(0);
    assertThat(page.end()).isEqualTo(MetricsPage.Readings.NONE);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("The server's page of its own times can't be read after the last request (")
        .contains(endpoint.name() + "/metrics: ");
  }

  @Test
  void whereNothingWasMeasuredNothingIsAsked() {
    assertThat(new MetricsPage(endpoint, said::add).end()).isEqualTo(MetricsPage.Readings.NONE);
    assertThat(asked).isEmpty();
    assertThat(said).isEmpty();
  }

  private static PrefixCache.@Nullable Counters counters(String page) {
    return ServerPage.of(page).prefixCache();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    byte[] body = String.valueOf(pages.poll()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
