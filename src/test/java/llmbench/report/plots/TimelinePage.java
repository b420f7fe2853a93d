package llmbench.report.plots;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import llmbench.metrics.request.RequestTimes;

/**
 * The page that {@code --plot-timeline} asks for: the tool's bars, colours and words, drawn by a
 * script of its own, so that it works without a network.
 */
public final class TimelinePage {

  private static final String TEMPLATE = "/llm-bench/plots/timeline.html";
  private static final String DATA = "/*DATA*/";

  private final List<RequestTimes> requests;
  private final Timeline timeline;

  /**
   * The page of a run.
   *
   * @param requests all of them, in the order of the dataset
   * @param thresholdsSeconds two: where a time between tokens gets another colour
   */
  public TimelinePage(List<RequestTimes> requests, List<Double> thresholdsSeconds) {
    this.requests = requests;
    this.timeline = new Timeline(requests, thresholdsSeconds);
  }

  /** Writes the page; {@code out} stays open. */
  public void writeTo(Writer out) throws IOException {
    String template = template();
    int at = template.indexOf(DATA);
    out.write(template, 0, at);
    data(out);
    out.write(template, at + DATA.length(), template.length() - at - DATA.length());
  }

  private static String template() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TimelinePage.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A list a request: start, latency, tokens of both kinds, then type and end of each segment. */
  private void data(Writer out) throws IOException {
    out.write("{\"labels\":[");
    List<String> labels = timeline.labels();
    for (int i = 0; i < labels.size(); i++) {
      out.write((i == 0 ? "\"" : ",\"") + labels.get(i) + "\"");
    }
    out.write("],\"requests\":[");
    for (int place = 0; place < requests.size(); place++) {
      RequestTimes request = requests.get(place);
      StringBuilder line = new StringBuilder(place == 0 ? "\n[" : ",\n[");
      line.append(number(timeline.start(place)))
          .append(',')
          .append(number(request.latencySeconds()))
          .append(',')
          .append(request.inputTokens())
          .append(',')
          .append(request.outputTokens());
      timeline.segments(
          place,
          segment ->
              line.append(',')
                  .append(segment.type())
                  .append(',')
                  .append(number(segment.endSeconds())));
      out.write(line.append(']').toString());
    }
    out.write("]}");
  }

  /** To the microsecond, which is a hundredth of what can be seen. */
  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.6f", seconds);
  }
}
