package llmbench.options.table;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.any;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;

/** Where results go besides the run directory. */
public final class OutputOptions {

  /** The prefix that vLLM 0.32 makes up anew for each run: "bench-", 8 hex digits, "-". */
  public static final String MADE_UP_PREFIX = "bench-<8 hex digits>-";

  public static final OptionGroup GROUP =
      new OptionGroup(
          "Results",
          List.of(
              flag("save-result").honoured("writes the tool's result JSON"),
              flag("save-detailed").honoured("with lists of each request's values"),
              flag("append-result").honoured("appends a line to the file"),
              one("result-dir", ValueType.PATH).honoured("the current directory by default"),
              one("result-filename", ValueType.RESULT_NAME)
                  .honoured("the tool's pattern by default"),
              any("metadata", ValueType.PAIR).honoured("KEY=VALUE, kept in the result JSON"),
              one("label", ValueType.TEXT).honoured("begins the result's file name"),
              one("request-id-prefix", ValueType.TEXT)
                  .byDefault("benchmark-serving")
                  .byDefaultSince(VLLM_0_32, MADE_UP_PREFIX)
                  .honoured("begins each x-request-id"),
              flag("disable-tqdm").honoured("shows no progress")));

  private OutputOptions() {}
}
