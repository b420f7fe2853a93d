package llmbench.reporting;

import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.ToolVersion;
import llmbench.options.recorded.ReportOptions;

/** Which dialect a version's definitions are, for the requests of a run. */
final class Dialects {

  private Dialects() {}

  /** vLLM bench's: 0.11's where they were asked for, else 0.32's, which evalscope's runs have. */
  static VllmDialect vllm(ToolVersion compat, ReportOptions run) {
    boolean chat = run.target().isChat();
    if (compat == ToolVersion.VLLM_0_11) {
      return chat ? VllmDialect.V0_11_CHAT : VllmDialect.V0_11_COMPLETIONS;
    }
    return chat ? VllmDialect.V0_32_CHAT : VllmDialect.V0_32_COMPLETIONS;
  }

  /** evalscope's: 1.1's where they were asked for, else 1.14's. */
  static EvalscopeDialect evalscope(ToolVersion compat) {
    return compat == ToolVersion.EVALSCOPE_1_1 ? EvalscopeDialect.V1_1 : EvalscopeDialect.V1_14;
  }
}
