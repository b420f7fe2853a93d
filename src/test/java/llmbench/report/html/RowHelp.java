package llmbench.report.html;

import java.util.EnumSet;
import java.util.Set;
import llmbench.latency.LatencyMetric;

/** What is behind the (?) of the rows that are no latency, in the order of {@link Help}. */
enum RowHelp {
  QUEUE(
      "Queue",
      "How long a request waited inside the client for its turn, from the start of the run."
          + " vLLM since 0.32 hands all requests over at the start and has this where a maximum"
          + " concurrency is given; the times of a request begin after it."),
  SENT_LATE(
      "^Sent after its time",
      "From the time a request had in the schedule to when it was sent, failures included: what"
          + " waited for room below the limit of requests in flight is in it. The tools don't have"
          + " it: they send late, and say nothing."),
  WAITED(
      "^Waited for room",
      "From its time to when fewer requests were in flight than the limit, of those that had to"
          + " wait for that."),
  WITH_WAIT(
      "with the wait",
      "From the time that a successful request had in the schedule to its last byte. vLLM bench"
          + " has the like since 0.32, as E2EL incl. Client Queue, where it is asked for."),
  WITHOUT_WAIT(
      "without the wait",
      "From when a successful request was sent to its last byte: what the server is to be judged"
          + " by, and what the tools' latencies begin with."),
  FIRST_ANSWER(
      "to the answer|thought first",
      "Of successful requests whose first output is reasoning, to which their TTFT is: from sending"
          + " to their first output that is none, text or a tool call. Those that never came to one"
          + " are not in it."),
  CONNECTING(
      "connect",
      "A request for which no open connection is free has to connect first; the tools' clocks run"
          + " meanwhile, so it is in their TTFT, and in ours. To connect: from sending until the"
          + " connection is open, TLS included, of those that had to. TTFT with connecting: from"
          + " sending to the first output. Without: the same less the time to connect, of all"
          + " successful requests."),
  GOODPUT(
      "[Gg]oodput",
      "Successful requests a second that keep every limit of --goodput ("
          + LatencyMetric.ids(LatencyMetric.ofRequests())
          + " in ms;"
          + " one that is just reached is kept; an answer of one token has a TPOT of 0)."
          + " calculate_metrics() of vLLM bench; the idea is DistServe's."),
  PEAK_TOKENS(
      "Peak output token",
      "Chunks of the fullest whole second, counted from the earliest successful start: vLLM"
          + " bench takes a chunk for a token, a role chunk as well up to 0.32."),
  PEAK_REQUESTS(
      "Peak concurrent",
      "Requests of the fullest whole second, where vLLM bench counts a request in every second"
          + " that it touches: it exceeds the concurrency. The true peak is among the true"
          + " figures."),
  PEAK_IN_FLIGHT(
      "Peak requests in flight",
      "The most requests that were in flight at one moment, failures included, from their own"
          + " send and end times."),
  CONCURRENCY(
      "concurrency|Concurrency",
      "How many requests were to be in flight at once (--max-concurrency, --parallel): what was"
          + " asked for, not what was seen."),
  RATE_ASKED(
      "[Rr]equest [Rr]ate",
      "How many requests were to be sent a second; -1 or inf: each as soon as there is room for"
          + " it."),
  TOTAL_RATE(
      "Total [Tt]oken throughput|Total [Tt]hroughput",
      "Input and output tokens of successful requests / duration. vLLM 0.11 counts the"
          + " dataset's input tokens, vLLM since 0.32 and evalscope the server's, chat template"
          + " included. evalscope 1.1 divides by its time as it was before the last request was"
          + " counted in."),
  OUTPUT_RATE(
      "Output token throughput|Output [Tt]hroughput|Output tokens/s",
      "Output tokens of successful requests / duration. evalscope 1.1 divides by its time as it"
          + " was before the last request was counted in (1 s for a single one); the true value"
          + " is in the footnote."),
  INPUT_RATE(
      "Input Throughput|Input throughput|Input tokens/s",
      "Of models that embed or rank. The card: input tokens of successful requests / duration."
          + " vLLM bench counts inputs a second: texts, or documents to be ranked. evalscope"
          + " divides the tokens by the latencies of all requests together: how fast a request is,"
          + " not the server."),
  REQUEST_RATE(
      "Request throughput|Req Throughput|Requests/s",
      "Successful requests / duration. evalscope 1.1 divides by its time as it was before the"
          + " last request was counted in (1 s for a single one)."),
  DURATION(
      "[Dd]uration|Time taken",
      "From the first request sent to the last one's end. vLLM bench: failures included."
          + " evalscope 1.14: to the last completion, failures included; 1.1: to the last"
          + " success, by its latency."),
  CACHED(
      "Cache Hit",
      "Cached / input tokens of the answers whose usage has cached tokens: evalscope 1.14's"
          + " share of prompts that the server's prefix cache had."),
  DECODED(
      "Decoded Tok|Accept Rate",
      "evalscope 1.14's sign of speculative decoding: the mean of (output tokens - 1) / (chunks"
          + " from the first output on - 1), of the requests where it is above 1; accept rate ="
          + " 1 - 1 / that."),
  SPECULATIVE(
      "Acceptance|Drafts|Draft tokens|Accepted tokens|acceptance|Position \\d",
      "Speculative decoding, from the server's counters at /metrics before and after the run:"
          + " accepted / drafted tokens; 1 + accepted tokens / drafts, the tokens that a draft"
          + " yields; and of the drafts, how many had their token at a position accepted."),
  DIFFUSION(
      "Committed|Denoising|Canvas",
      "A diffusion model, from the server's counters at /metrics before and after the run: it"
          + " looks at a canvas of positions again and again, and then commits it. Steps that"
          + " commit are no denoising steps."),
  DECODE_RATE("Decode", "1 / TPOT of each request, in tokens a second."),
  TOKENS_A_SECOND(
      "tok/s",
      "Tokens / latency of each request by itself. The high percentiles are the fast requests:"
          + " read them from the other end."),
  TEMPLATE(
      "without template",
      "Tokens of the successful prompts as the dataset counts them, without the chat template"
          + " that the server puts around each."),
  CHUNKS(
      "Output chunks",
      "Chunks of successful requests that brought output. Below one a token the server bundles"
          + " tokens, so that a gap between chunks is more than a gap between tokens."),
  INPUT_TOKENS(
      "[Ii]nput tokens|Input Tokens",
      "Tokens of the prompts of successful requests. vLLM 0.11: the dataset's own count,"
          + " without chat template. Since 0.32: the server's usage.prompt_tokens, template"
          + " included, if it sends one. evalscope: usage; where either number is missing, both"
          + " are counted by the tokenizer."),
  OUTPUT_TOKENS(
      "[Oo]utput tokens|Output Tokens|generated tokens",
      "Tokens of successful answers: usage.completion_tokens; where the server sends none, the"
          + " tokenizer's count of the text (evalscope 1.14: of the reasoning, too)."),
  STREAMED(
      "Stream",
      "Requests whose answers were streamed, and others. A failed request counts as streamed"
          + " when it asked for a stream."),
  REQUESTS(
      "[Rr]equests|Success",
      "A success has status 200, an event stream, no error or malformed message, at least one"
          + " output, and [DONE] or a finish reason. The tools are content with less; by"
          + " default what we call failed is failed in their figures as well (compat-errors). A"
          + " failed request is in no latency figure."),
  PERCENT_ROW(
      "^\\d+%$",
      "evalscope 1.1's percentile: the place n * p / 100 of the sorted, rounded down and from"
          + " 0. Each column is sorted by itself: a row is not one request.");

  /** Those of rows that have the name of a latency in their labels. */
  static final Set<RowHelp> OF_LATENCIES =
      EnumSet.of(QUEUE, SENT_LATE, WAITED, WITH_WAIT, WITHOUT_WAIT, CONNECTING);

  private final String labels;
  private final String text;

  RowHelp(String labels, String text) {
    this.labels = labels;
    this.text = text;
  }

  /** A pattern that is found in the labels of its rows. */
  String labels() {
    return labels;
  }

  String text() {
    return text;
  }
}
