package llmbench.report.prometheus;

/** metrics.prom of several levels: each family once, with the samples of all of them. */
public final class LevelsText {

  private final Exposition out = new Exposition();

  /** Adds a level's, whose samples have its name for a label; nothing else of it is kept. */
  public void add(PrometheusText level) {
    level.write(out);
  }

  /** The file's text. */
  public String text() {
    return out.text();
  }
}
