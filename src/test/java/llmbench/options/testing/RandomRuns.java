package llmbench.options.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import llmbench.options.ToolVersion;

/**
 * Command lines of any of the tools in tests: some of the options, in any order, with values that
 * need quotes, and some settings of ours.
 */
public final class RandomRuns {

  private static final String CHARACTERS = "abc '\"\\$é漢=-#{}*!`%&;";
  private static final int MAX_TEXT = 9;

  private final Random random;
  private final ToolVersion compat;
  private final boolean newest;

  /** Times and rates exclude each other, so a line has the one or the settings have the other. */
  private final boolean timedBySettings;

  public RandomRuns(Random random, ToolVersion compat) {
    this.random = random;
    this.compat = compat;
    newest = compat.isNewest();
    timedBySettings = random.nextBoolean();
  }

  /** The words of a line. */
  public List<String> line() {
    boolean vllm = compat.tool() == ToolVersion.Tool.VLLM;
    List<List<String>> parts = vllm ? vllm() : evalscope();
    Collections.shuffle(parts, random);
    List<String> words = new ArrayList<>();
    words.addAll(vllm ? List.of("vllm", "bench", "serve") : List.of("evalscope", "perf"));
    if (!vllm) {
      words.addAll(List.of("--model", text(), "--dataset", "random", "--tokenizer-path", "x"));
    }
    parts.subList(0, random.nextInt(parts.size())).forEach(words::addAll);
    return words;
  }

  /** Settings of ours, with the version. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("llm.compat", compat.label());
    maybe(settings, "server", "simulated");
    maybe(settings, "compat-errors", random.nextBoolean() ? "strict" : "as-the-tool");
    maybe(settings, "first-token-timeout", String.valueOf(random.nextInt(100)));
    maybe(settings, "connect-timeout", random.nextInt(100) + ".25");
    maybe(settings, "max-error-rate", "0.05");
    maybe(settings, "jvm-warmup", "0");
    maybe(settings, "heap-dump", "target/a dump");
    maybe(settings, "slo", "p99_ttft<=200ms, mean_tpot < 10ms, error_rate<=1%");
    maybe(settings, "fail-on-doubts", "true");
    maybe(settings, "ca-cert", "/etc/a b'c.pem");
    maybe(settings, "proxy", "http://proxy:3128");
    maybe(settings, "metadata", "-a=1 'b=c d'");
    maybe(settings, "save-detailed", "true");
    if (timedBySettings) {
      settings.putAll(times());
    }
    return settings;
  }

  private Map<String, String> times() {
    Map<String, String> settings = new LinkedHashMap<>();
    boolean vllm = compat.tool() == ToolVersion.Tool.VLLM;
    if (random.nextBoolean()) {
      settings.put("llm.arrival-times", "a file's.jsonl");
      maybe(settings, "arrival-speed", "2.50");
    } else {
      settings.put(vllm ? "llm.request-rate" : "llm.rate", whole(99));
      maybe(settings, "arrivals", "even");
    }
    maybe(settings, "spare-connections", whole(9));
    // Only an open loop can be stopped so; vLLM's runs here have a limit, which it would refuse.
    if (!vllm && random.nextInt(3) == 0) {
      settings.put("llm.open-loop", "");
      maybe(settings, "stop-when-saturated", "");
    }
    return settings;
  }

  private void maybe(Map<String, String> settings, String name, String value) {
    if (random.nextInt(3) == 0) {
      settings.put("llm." + name, value);
    }
  }

  private List<List<String>> vllm() {
    List<List<String>> parts = new ArrayList<>();
    parts.add(List.of("--backend", random.nextBoolean() ? "openai" : "vllm"));
    parts.add(List.of("--model", text()));
    parts.add(List.of("--served_model_name=" + text()));
    parts.add(List.of("--num-prompts", whole(5000)));
    parts.add(List.of("--max_concurrency", whole(5000)));
    parts.add(List.of("--seed=" + random.nextInt(Integer.MAX_VALUE)));
    parts.add(List.of("--random-range-ratio", String.valueOf(random.nextDouble() / 2)));
    parts.add(List.of("--top-k", String.valueOf(random.nextInt())));
    parts.add(List.of("--temperature=" + random.nextGaussian() * 1e-4));
    parts.add(List.of("--label=" + text()));
    parts.add(List.of("--metadata", "a=" + text(), "b=" + text()));
    parts.add(List.of("--header", "X-A=" + text()));
    parts.add(List.of("--goodput", "ttft:" + random.nextInt(900), "e2el:" + random.nextDouble()));
    parts.add(List.of("--base-url", "http://h:" + whole(65_535) + "/x/"));
    parts.add(List.of("--save-result"));
    parts.add(List.of("--ignore_eos"));
    if (!timedBySettings) {
      parts.add(
          random.nextBoolean()
              ? List.of("--request-rate=" + whole(99), "--burstiness", whole(9) + ".5")
              : List.of(
                  "--ramp-up-strategy=linear", "--ramp-up-start-rps=3", "--ramp-up-end-rps=9"));
    }
    if (newest) {
      parts.add(List.of("--extra-body", "{\"a\": [1, 2.50, \"é'x\"], \"b\": null}"));
      parts.add(List.of("--input-len", String.valueOf(2 + random.nextInt(99))));
    }
    return parts;
  }

  private List<List<String>> evalscope() {
    List<List<String>> parts = new ArrayList<>();
    String endpoint = random.nextBoolean() ? "/v1/chat/completions" : "/v1/completions";
    parts.add(List.of("--url", "https://h:" + whole(65_535) + endpoint));
    parts.add(List.of("--number", whole(5000)));
    parts.add(List.of("--parallel", whole(5000)));
    if (!timedBySettings) {
      parts.add(List.of("--rate", whole(99)));
    }
    parts.add(List.of("--prompt", text() + "\n" + text()));
    parts.add(List.of("--seed", whole(9999)));
    parts.add(List.of("--min-prompt-length", "60", "--max-prompt-length", "90"));
    parts.add(List.of("--prefix-length", whole(40)));
    parts.add(List.of("--min-tokens", "-" + whole(9)));
    parts.add(List.of("--temperature", "-0.5"));
    parts.add(List.of("--top-p=0." + whole(99)));
    parts.add(List.of("--stop", text(), text()));
    parts.add(List.of("--stop-token-ids", "7", "-8"));
    parts.add(List.of("--extra-args", "{\"a\": [1, 2.50, \"é'x\"], \"b\": null}"));
    parts.add(List.of("--query-template", "{\"model\": \"%m\", \"x\": \"a \\\"b\\\" '\"}"));
    parts.add(List.of("--headers", "X-A=" + text(), "X-B=1"));
    parts.add(List.of("--read-timeout", whole(900)));
    parts.add(List.of("--no-test-connection"));
    parts.add(List.of("--name", text()));
    parts.add(List.of("--no-stream"));
    if (newest) {
      parts.add(
          List.of(random.nextBoolean() ? "--apply-chat-template" : "--no-apply-chat-template"));
      parts.add(List.of("--warmup-num", "0.1"));
      parts.add(List.of("--duration", whole(99)));
      parts.add(List.of("--tokenize-prompt"));
    }
    return parts;
  }

  private String whole(int most) {
    return String.valueOf(1 + random.nextInt(most));
  }

  /** Begins and ends with a letter, since blanks around a value are cut off. */
  private String text() {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(MAX_TEXT); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.append('y').toString();
  }
}
