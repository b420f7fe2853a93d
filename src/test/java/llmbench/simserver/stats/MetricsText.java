package llmbench.simserver.stats;

/** Writes metrics in Prometheus' text format, with vLLM's prefix and labels (sorted by name). */
final class MetricsText {

  private final StringBuilder page = new StringBuilder();
  private final String labels;

  /** With these labels on every line, after the engine's. */
  MetricsText(String labels) {
    this.labels = labels;
  }

  void gauge(String name, String help, double value) {
    head(name, "gauge", help);
    line(name, "", value);
  }

  void counter(String name, String help, double value) {
    head(name + "_total", "counter", help);
    line(name + "_total", "", value);
  }

  void histogram(String name, String help, Histogram values) {
    head(name, "histogram", help);
    for (int i = 0; i < values.size(); i++) {
      line(name + "_bucket", "le=\"" + values.bound(i) + "\",", (double) values.upTo(i));
    }
    double all = (double) values.upTo(values.size());
    line(name + "_bucket", "le=\"+Inf\",", all);
    line(name + "_count", "", all);
    line(name + "_sum", "", values.sumSeconds());
  }

  void head(String name, String type, String help) {
    page.append("# HELP vllm:").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE vllm:").append(name).append(' ').append(type).append('\n');
  }

  /** One value; {@code more} are further labels, each with a comma after it. */
  void line(String name, String more, double value) {
    page.append("vllm:").append(name).append("{engine=\"0\",").append(more).append(labels);
    page.append("} ").append(value).append('\n');
  }

  String text() {
    return page.toString();
  }
}
