package llmbench.timeline;

/**
 * Whether vLLM bench 0.33 finds output in the delta of a chat's chunk. Source: {@code
 * _choice_has_streamed_output} in {@code vllm/benchmarks/lib/endpoint_request_func.py} of vLLM
 * 0.33.0: {@code content}, {@code reasoning}, {@code tool_calls} or {@code function_call} is true
 * to Python, or {@code content} is the empty string and there is no {@code role}.
 *
 * <p>It is told of each key of a delta in turn; of a key that comes twice the last counts, as in a
 * Python dict.
 */
final class StreamedOutput {

  private boolean content;
  private boolean emptyContent;
  private boolean reasoning;
  private boolean toolCalls;
  private boolean functionCall;
  private boolean role;

  /** A delta begins. */
  void begin() {
    content = false;
    emptyContent = false;
    reasoning = false;
    toolCalls = false;
    functionCall = false;
    role = false;
  }

  /** {@code content} is a string, empty or not. */
  void text(boolean some) {
    content = some;
    emptyContent = !some;
  }

  /** {@code content} is something else, true to Python or not. */
  void noText(boolean truthy) {
    content = truthy;
    emptyContent = false;
  }

  /** {@code reasoning} is there. */
  void reasoning(boolean truthy) {
    reasoning = truthy;
  }

  /** {@code tool_calls} is there. */
  void toolCalls(boolean truthy) {
    toolCalls = truthy;
  }

  /** {@code function_call} is there. */
  void functionCall(boolean truthy) {
    functionCall = truthy;
  }

  /** {@code role} is there, whatever it is. */
  void role() {
    role = true;
  }

  /** Whether the delta that just ended has output. */
  boolean isThere() {
    return content || reasoning || toolCalls || functionCall || (emptyContent && !role);
  }
}
