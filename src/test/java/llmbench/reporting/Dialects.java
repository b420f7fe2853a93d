package llmbench.reporting;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;
import static llmbench.options.ToolVersion.VLLM_0_32;

import llmbench.api.Apis;
import llmbench.comparison.Definition;
import llmbench.comparison.PromptMaker;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;

/**
 * Which definitions a version has, and whose prompts it makes. The rooms that know these know no
 * versions, so here they are joined: by the version since which they hold.
 */
public final class Dialects {

  private Dialects() {}

  /**
   * vLLM bench's: those of its newest version where a version of evalscope was chosen.
   *
   * @param backend that the requests were for
   */
  static VllmDialect vllm(ToolVersion version, String backend) {
    return Apis.named(backend).dialect(version.orNewestOf(Tool.VLLM));
  }

  /**
   * evalscope's: those of its newest version where a version of vLLM was chosen.
   *
   * @param backend that the requests were for
   */
  static EvalscopeDialect evalscope(ToolVersion version, String backend) {
    return version.orNewestOf(Tool.EVALSCOPE).atLeast(EVALSCOPE_1_14)
        ? Apis.named(backend).evalscopeDialect()
        : EvalscopeDialect.V1_1;
  }

  /** The definitions of a version, for chats. */
  public static Definition definition(ToolVersion version) {
    return version.tool() == Tool.EVALSCOPE
        ? Definition.of(evalscope(version, Backend.OPENAI_CHAT.label()))
        : Definition.of(vllm(version, Backend.OPENAI_CHAT.label()));
  }

  /** Whose prompts a version sends: its own, or those of an older one that made the same. */
  public static PromptMaker prompts(ToolVersion version) {
    if (version.tool() == Tool.EVALSCOPE) {
      return version.atLeast(EVALSCOPE_1_14)
          ? PromptMaker.EVALSCOPE_1_14
          : PromptMaker.EVALSCOPE_1_1;
    }
    return version.atLeast(VLLM_0_32) ? PromptMaker.VLLM_0_32 : PromptMaker.VLLM_0_11;
  }
}
