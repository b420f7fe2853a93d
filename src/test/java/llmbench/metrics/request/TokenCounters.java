package llmbench.metrics.request;

import java.util.function.ToIntFunction;
import llmbench.timeline.RequestRecord;

/**
 * Counts tokens where the server reported none; not asked otherwise.
 *
 * @param ofPrompt tokens of a request's prompt, chat template included when the request has one
 * @param ofAnswer tokens of an answer's text, without special tokens
 */
public record TokenCounters(ToIntFunction<RequestRecord> ofPrompt, ToIntFunction<String> ofAnswer) {

  /** Takes the dataset's own count for the prompt: evalscope's includes the chat template. */
  public static TokenCounters withDatasetPrompts(ToIntFunction<String> ofAnswer) {
    return new TokenCounters(RequestRecord::promptTokens, ofAnswer);
  }
}
