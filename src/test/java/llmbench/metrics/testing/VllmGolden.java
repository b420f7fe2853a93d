package llmbench.metrics.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.ServerSeconds;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.MeasuredTime;
import llmbench.metrics.vllm.VllmFigures;
import org.jspecify.annotations.Nullable;

/**
 * For tests: what vLLM's own {@code calculate_metrics()} made of made-up requests, and what its
 * {@code benchmark()} printed.
 *
 * @param name the file's name
 * @param params what was asked for
 * @param requests the requests it was given
 * @param printed the whole text
 * @param result the result, without the detailed keys that repeat the requests
 */
public record VllmGolden(
    String name, JsonNode params, List<RequestTimes> requests, String printed, JsonNode result) {

  private static final Path FOLDER = Path.of("src/test/resources/golden/vllm");
  private static final Pattern NAME = Pattern.compile("metrics_(\\d+\\.\\d+)\\.\\d+_\\w+\\.json");

  /** Every golden of every version. */
  public static List<VllmGolden> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(NAME.asMatchPredicate())
          .sorted()
          .map(VllmGolden::read)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The version that it is of, such as {@code 0.32}. */
  public String version() {
    return NAME.matcher(name).replaceFirst("$1");
  }

  /** The limits, in milliseconds by metric. */
  public Map<String, Double> goodput() {
    Map<String, Double> limits = new LinkedHashMap<>();
    params
        .get("goodput")
        .properties()
        .forEach(e -> limits.put(e.getKey(), e.getValue().asDouble()));
    return limits;
  }

  /** Our figures of its requests, over its duration. */
  public VllmFigures figures() {
    return VllmFigures.of(
        requests, MeasuredTime.of(result.get("duration").asDouble()), Goodput.of(goodput()));
  }

  private static VllmGolden read(String name) {
    try (InputStream in = VllmGolden.class.getResourceAsStream("/golden/vllm/" + name)) {
      JsonNode root = new ObjectMapper().readTree(in);
      List<RequestTimes> requests = new ArrayList<>();
      for (JsonNode request : root.get("requests")) {
        requests.add(request(request, requests.size()));
      }
      return new VllmGolden(
          name,
          root.get("params"),
          List.copyOf(requests),
          root.get("printed").asText(),
          root.get("result"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The one text of these files whose tokens vLLM counted itself, by Qwen2.5's tokenizer. */
  private static int count(String text) {
    if (!text.equals("The quick brown fox, 你好世界 and so on.")) {
      throw new IllegalStateException("nobody counted the tokens of: " + text);
    }
    return 12;
  }

  private static RequestTimes request(JsonNode from, int index) {
    double start = from.get("start_time").asDouble();
    double latency = from.get("latency").asDouble();
    double[] gaps = new double[from.get("itl").size()];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = from.get("itl").get(i).asDouble();
    }
    String text = from.get("generated_text").asText();
    int tokens = from.get("output_tokens").asInt();
    boolean counted = from.get("success").asBoolean() && tokens == 0;
    return new RequestTimes(
        index,
        from.get("success").asBoolean(),
        start,
        start + latency,
        from.get("ttft").asDouble(),
        Series.of(gaps),
        latency,
        from.get("prompt_len").asInt(),
        counted ? count(text) : tokens,
        counted,
        0,
        server(from),
        text,
        from.get("error").asText());
  }

  /** What the server said of its own times; null when it said nothing. */
  public static @Nullable ServerSeconds server(JsonNode from) {
    JsonNode queue = from.path("server_queue_time");
    JsonNode ttft = from.path("server_ttft");
    return queue.isNumber() || ttft.isNumber()
        ? new ServerSeconds(seconds(queue), seconds(ttft))
        : null;
  }

  private static OptionalDouble seconds(JsonNode number) {
    return number.isNumber() ? OptionalDouble.of(number.asDouble()) : OptionalDouble.empty();
  }
}
