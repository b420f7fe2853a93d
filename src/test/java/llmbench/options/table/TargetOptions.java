package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.any;
import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;
import llmbench.options.Backend;
import llmbench.options.syntax.ServerUrl;
import llmbench.options.syntax.UrlText;

/** Which server, by which API. */
public final class TargetOptions {

  private static final String[] BACKENDS = {
    "openai-chat",
    "openai",
    "vllm",
    "openai-responses",
    "openai-audio",
    "openai-embeddings",
    "openai-embeddings-chat",
    "openai-embeddings-clip",
    "openai-embeddings-vlm2vec",
    "infinity-embeddings",
    "infinity-embeddings-clip",
    "vllm-pooling",
    "vllm-rerank"
  };

  /** Those of versions before 0.32. */
  private static final String[] FIRST_BACKENDS = {
    "openai-chat", "openai", "vllm", "openai-audio", "openai-embeddings"
  };

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Server",
          List.of(
              backend(BACKENDS).since(VLLM_0_32),
              backend(FIRST_BACKENDS).until(VLLM_0_32),
              choice("endpoint-type", FIRST_BACKENDS)
                  .until(VLLM_0_32)
                  .notYet("vLLM 0.11 takes it and does nothing with it; use --backend"),
              one(
                      "base-url",
                      new ValueType(
                          "an http or https URL without query, such as https://host:8000/prefix",
                          ServerUrl::isUrl,
                          url -> url,
                          UrlText::whyNone))
                  .honoured("scheme, host, port and path prefix; goes before --host and --port"),
              one("host", new ValueType("a host name or address", ServerUrl::isHost, host -> host))
                  .byDefault("127.0.0.1")
                  .honoured("with http; use --base-url for https"),
              one("port", ValueType.wholeBetween(1, 65_535)).byDefault("8000").honoured(""),
              one(
                      "endpoint",
                      new ValueType("a path that begins with /", ServerUrl::isPath, path -> path))
                  .byDefault("/v1/completions")
                  .honoured("must end as the backend's API does, as in vLLM"),
              any("header", ValueType.HEADER)
                  .honoured("NAME=VALUE; values of sensitive names stay out of files and messages"),
              flag(TransportOptions.INSECURE)
                  .since(VLLM_0_32)
                  .honoured("certificates are not verified, and the console says so"),
              one("ready-check-timeout-sec", ValueType.wholeFrom(0))
                  .byDefault("600")
                  .byDefaultSince(VLLM_0_32, "0")
                  .honoured("waits for the endpoint before the run; 0 skips it")));

  private TargetOptions() {}

  private static Option backend(String... names) {
    return choice("backend", names).byDefault("openai").honoured(Backend.described(List.of(names)));
  }
}
