package llmbench.report.html;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;

/**
 * What is behind each (?): the definition of a figure, where it comes from, and how the tools
 * differ. In the words of docs/metrics.md, which has all of it with the code. The first whose
 * pattern is in a row's label is that row's.
 */
record Help(Pattern labels, String text) {

  private static final String PERCENTILES =
      " Percentiles: linear interpolation (vLLM bench, true figures), nearest rank (evalscope"
          + " 1.14), place n * p / 100 from 0 (evalscope 1.1).";

  private static final Help QUEUE =
      new Help(
          "Queue",
          "How long a request waited inside the client for its turn, from the start of the run."
              + " vLLM 0.32 hands all requests over at the start and has this where a maximum"
              + " concurrency is given; the times of a request begin after it.");

  private static final List<Help> OTHERS =
      List.of(
          new Help(
              "[Gg]oodput",
              "Successful requests a second that keep every limit of --goodput ("
                  + LatencyMetric.ids(LatencyMetric.ofRequests())
                  + " in ms;"
                  + " one that is just reached is kept; an answer of one token has a TPOT of 0)."
                  + " calculate_metrics() of vLLM bench; the idea is DistServe's."),
          new Help(
              "Peak output token",
              "Chunks of the fullest whole second, counted from the earliest successful start: vLLM"
                  + " bench takes a chunk for a token, a role chunk as well."),
          new Help(
              "Peak concurrent",
              "Requests of the fullest whole second, where vLLM bench counts a request in every second"
                  + " that it touches: it exceeds the concurrency. The true peak is among the true"
                  + " figures."),
          new Help(
              "Peak requests in flight",
              "The most requests that were in flight at one moment, failures included, from their own"
                  + " send and end times."),
          new Help(
              "concurrency|Concurrency",
              "How many requests were to be in flight at once (--max-concurrency, --parallel): what was"
                  + " asked for, not what was seen."),
          new Help(
              "[Rr]equest [Rr]ate",
              "How many requests were to be sent a second; -1 or inf: each as soon as there is room for"
                  + " it."),
          new Help(
              "Total [Tt]oken throughput|Total [Tt]hroughput",
              "Input and output tokens of successful requests / duration. vLLM 0.11 counts the"
                  + " dataset's input tokens, vLLM 0.32 and evalscope the server's, chat template"
                  + " included. evalscope 1.1 divides by its time as it was before the last request was"
                  + " counted in."),
          new Help(
              "Output token throughput|Output [Tt]hroughput|Output tokens/s",
              "Output tokens of successful requests / duration. evalscope 1.1 divides by its time as it"
                  + " was before the last request was counted in (1 s for a single one); the true value"
                  + " is in the footnote."),
          new Help("Input Throughput", "Measured only of models that embed or rank."),
          new Help(
              "Request throughput|Req Throughput|Requests/s",
              "Successful requests / duration. evalscope 1.1 divides by its time as it was before the"
                  + " last request was counted in (1 s for a single one)."),
          new Help(
              "[Dd]uration|Time taken",
              "From the first request sent to the last one's end. vLLM bench: failures included."
                  + " evalscope 1.14: to the last completion, failures included; 1.1: to the last"
                  + " success, by its latency."),
          new Help(
              "Cache Hit",
              "Cached / input tokens of the answers whose usage has cached tokens: evalscope 1.14's"
                  + " share of prompts that the server's prefix cache had."),
          new Help(
              "Decoded Tok|Accept Rate",
              "evalscope 1.14's sign of speculative decoding: the mean of (output tokens - 1) / (chunks"
                  + " from the first output on - 1), of the requests where it is above 1; accept rate ="
                  + " 1 - 1 / that."),
          new Help("Decode", "1 / TPOT of each request, in tokens a second."),
          new Help(
              "tok/s",
              "Tokens / latency of each request by itself. The high percentiles are the fast requests:"
                  + " read them from the other end."),
          new Help(
              "without template",
              "Tokens of the successful prompts as the dataset counts them, without the chat template"
                  + " that the server puts around each."),
          new Help(
              "Output chunks",
              "Chunks of successful requests that brought output. Below one a token the server bundles"
                  + " tokens, so that a gap between chunks is more than a gap between tokens."),
          new Help(
              "[Ii]nput tokens|Input Tokens",
              "Tokens of the prompts of successful requests. vLLM 0.11: the dataset's own count,"
                  + " without chat template. vLLM 0.32: the server's usage.prompt_tokens, template"
                  + " included, if it sends one. evalscope: usage; where either number is missing, both"
                  + " are counted by the tokenizer."),
          new Help(
              "[Oo]utput tokens|Output Tokens|generated tokens",
              "Tokens of successful answers: usage.completion_tokens; where the server sends none, the"
                  + " tokenizer's count of the text (evalscope 1.14: of the reasoning, too)."),
          new Help(
              "Stream",
              "Requests whose answers were streamed, and others. A failed request counts as streamed"
                  + " when it asked for a stream."),
          new Help(
              "[Rr]equests|Success",
              "A success has status 200, an event stream, no error or malformed message, at least one"
                  + " output, and [DONE] or a finish reason. The tools are content with less; by"
                  + " default what we call failed is failed in their figures as well (compat-errors). A"
                  + " failed request is in no latency figure."),
          new Help(
              "^\\d+%$",
              "evalscope 1.1's percentile: the place n * p / 100 of the sorted, rounded down and from"
                  + " 0. Each column is sorted by itself: a row is not one request."));

  /** The first whose pattern is in a label is that row's. */
  private static final List<Help> ALL =
      Stream.of(Stream.of(QUEUE), Stream.of(LatencyMetric.values()).map(Help::of), OTHERS.stream())
          .flatMap(part -> part)
          .toList();

  private Help(String labels, String text) {
    this(Pattern.compile(labels), text);
  }

  private static Help of(LatencyMetric metric) {
    return new Help(metric.help().labels(), metric.help().text() + PERCENTILES);
  }

  /** The texts, each in its place. */
  static List<String> texts() {
    return ALL.stream().map(Help::text).toList();
  }

  /** The place of its text among all of them. */
  int place() {
    return ALL.indexOf(this);
  }

  /** That of a row with this label; empty where there is none. */
  static Optional<Help> of(String label) {
    return ALL.stream().filter(help -> help.labels.matcher(label).find()).findFirst();
  }
}
