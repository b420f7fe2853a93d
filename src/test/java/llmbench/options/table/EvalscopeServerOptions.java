package llmbench.options.table;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.table.EvalscopeOption.flag;
import static llmbench.options.table.EvalscopeOption.one;
import static llmbench.options.table.EvalscopeOption.some;

import java.util.List;
import llmbench.options.Backend;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.syntax.EvalscopeUrl;
import llmbench.options.syntax.UrlText;

/** evalscope: which server and model. */
public final class EvalscopeServerOptions {

  private static final String LOCAL = "an option of --api local, which isn't supported";

  /** Those of its main of 2025-10-20 that need no Python of the user's. */
  private static final List<String> FIRST_APIS = List.of("openai");

  /** Why the others aren't there. */
  private static final String OTHER_APIS =
      "custom and dashscope send nothing in the tool either (they are there to be subclassed in"
          + " Python), local and local_vllm start a model in Python, systemone and autotrust judge"
          + " answers by rules of their own";

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Server and model",
          List.of(
              one("model", ValueType.NAME).honoured("the name in requests; evalscope needs it"),
              one(
                      "url",
                      new ValueType(
                          "an http or https URL",
                          EvalscopeUrl::isUrl,
                          url -> url,
                          UrlText::whyNone))
                  .byDefault("http://127.0.0.1:8877/v1/chat/completions")
                  .honoured(
                      "the whole URL, path included; 1.14 appends that of the API, such as"
                          + " /chat/completions, where it ends with no endpoint"),
              api(Backend.allNames(Tool.EVALSCOPE)).since(EVALSCOPE_1_14),
              api(FIRST_APIS).until(EVALSCOPE_1_14),
              one("tokenizer-path", ValueType.NAME)
                  .honoured(
                      "a directory, a tokenizer.json or a hub id; without it random prompts are "
                          + "made with the model's, while evalscope refuses"),
              some("headers", ValueType.HEADER)
                  .honoured("NAME=VALUE; values of sensitive names stay out of files and messages"),
              one("api-key", ValueType.NAME).honoured("sent as bearer token, shown nowhere"),
              one(TimeoutOptions.CONNECT, ValueType.SECONDS)
                  .byDefault("600")
                  .noDefaultSince(EVALSCOPE_1_14)
                  .honoured(
                      "seconds to connect; in 1.1 also how long the connection test is tried"
                          + " again; 0: no limit, as for the next ones"),
              one(TimeoutOptions.READ, ValueType.SECONDS)
                  .byDefault("600")
                  .noDefaultSince(EVALSCOPE_1_14)
                  .honoured("seconds between two reads, and from sending a request to the first"),
              one(TimeoutOptions.TOTAL, ValueType.SECONDS)
                  .since(EVALSCOPE_1_14)
                  .byDefault("21600")
                  .honoured(
                      "seconds for a whole request; also how long the connection test is tried"
                          + " again"),
              flag("no-test-connection")
                  .honoured("sends no \"hello\" before the run; 1.1 takes it and sends one anyway"),
              one("port", ValueType.whole()).byDefault("8877").notYet(LOCAL),
              one("attn-implementation", ValueType.TEXT).notYet(LOCAL),
              one("scenario", ValueType.TEXT)
                  .since(EVALSCOPE_1_14)
                  .notYet("scenarios of other tools aren't supported"),
              flag("help")
                  .honoured("prints every option of the tool's version, and sends nothing")));

  private EvalscopeServerOptions() {}

  private static Option api(List<String> names) {
    return one("api", ValueType.NAME)
        .byDefault("openai")
        .accepting(names.toArray(String[]::new))
        .honoured("only " + Backend.describedForEvalscope(names) + "; " + OTHER_APIS);
  }
}
