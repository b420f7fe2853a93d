package llmbench.report.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import llmbench.metrics.request.RequestTimes;

/**
 * The picture that {@code --plot-dataset-stats} asks for: how long prompts, answers and both
 * together are, as histograms of 30 bins, and the tokens of each request as a bar.
 *
 * <p>Source: {@code generate_dataset_stats_plot} in vllm/benchmarks/plot.py of 0.32.0, which draws
 * the same with Matplotlib.
 */
public final class TokensPicture {

  private static final int WIDTH = 1400;
  private static final int HEIGHT = 1000;
  private static final int BINS = 30;
  private static final int MARGIN = 80;

  private static final Color PROMPT = new Color(0x4682B4);
  private static final Color OUTPUT = new Color(0xFF7F50);
  private static final Color TOTAL = new Color(0x3CB371);
  private static final Color GRID = new Color(0xDDDDDD);

  private final int[] prompts;
  private final int[] outputs;
  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D pen = image.createGraphics();

  /** The picture of a run's requests, in the order of the dataset. */
  public TokensPicture(List<RequestTimes> requests) {
    prompts = requests.stream().mapToInt(RequestTimes::inputTokens).toArray();
    outputs = requests.stream().mapToInt(RequestTimes::outputTokens).toArray();
  }

  /** A PNG file. */
  public byte[] png() throws IOException {
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    int[] totals = new int[prompts.length];
    Arrays.setAll(totals, i -> prompts[i] + outputs[i]);
    histogram(0, 0, prompts, PROMPT, "Prompt Tokens", "Prompt Tokens Distribution");
    histogram(1, 0, outputs, OUTPUT, "Output Tokens", "Output Tokens Distribution");
    histogram(0, 1, totals, TOTAL, "Total Tokens (Prompt + Output)", "Total Tokens Distribution");
    stacked();
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /**
   * How many values are in each of 30 bins of one width, from the least value to the largest, which
   * is in the last. Where all are the same, the bins go from half below to half above, as numpy's
   * {@code histogram} has it.
   */
  static int[] counts(int[] values) {
    double low = lowest(values);
    double high = highest(values);
    int[] counts = new int[BINS];
    for (int value : values) {
      int bin = (int) ((value - low) / (high - low) * BINS);
      counts[Math.min(bin, BINS - 1)]++;
    }
    return counts;
  }

  private static double lowest(int[] values) {
    int low = Arrays.stream(values).min().orElse(0);
    return low == Arrays.stream(values).max().orElse(0) ? low - 0.5 : low;
  }

  private static double highest(int[] values) {
    int high = Arrays.stream(values).max().orElse(0);
    return high == Arrays.stream(values).min().orElse(0) ? high + 0.5 : high;
  }

  private void histogram(
      int column, int line, int[] values, Color colour, String what, String title) {
    Panel panel = new Panel(column * WIDTH / 2, line * HEIGHT / 2);
    int[] counts = counts(values);
    int most = Arrays.stream(counts).max().orElse(0);
    panel.frame(title, what, "Frequency", lowest(values), highest(values), most);
    for (int bin = 0; bin < BINS; bin++) {
      int left = panel.x((double) bin / BINS);
      int right = panel.x((bin + 1.0) / BINS);
      int top = panel.y(most == 0 ? 0 : (double) counts[bin] / most);
      pen.setColor(colour);
      pen.fillRect(left, top, right - left, panel.y(0) - top);
      pen.setColor(Color.BLACK);
      pen.drawRect(left, top, right - left, panel.y(0) - top);
    }
  }

  private void stacked() {
    Panel panel = new Panel(WIDTH / 2, HEIGHT / 2);
    int most = 0;
    for (int i = 0; i < prompts.length; i++) {
      most = Math.max(most, prompts[i] + outputs[i]);
    }
    panel.frame("Tokens per Request (Stacked)", "Request ID", "Tokens", 0, prompts.length, most);
    for (int i = 0; i < prompts.length; i++) {
      int left = panel.x((double) i / prompts.length);
      int width = Math.max(1, panel.x((i + 1.0) / prompts.length) - left);
      int middle = panel.y(most == 0 ? 0 : (double) prompts[i] / most);
      int top = panel.y(most == 0 ? 0 : (double) (prompts[i] + outputs[i]) / most);
      pen.setColor(PROMPT);
      pen.fillRect(left, middle, width, panel.y(0) - middle);
      pen.setColor(OUTPUT);
      pen.fillRect(left, top, width, middle - top);
    }
  }

  /** A quarter of the picture, with its axes. */
  private final class Panel {

    private static final int TICKS = 5;

    private final int left;
    private final int top;
    private final int width = WIDTH / 2 - MARGIN - 30;
    private final int height = HEIGHT / 2 - MARGIN - 50;

    Panel(int left, int top) {
      this.left = left + MARGIN;
      this.top = top + 50;
    }

    int x(double share) {
      return left + (int) Math.round(share * width);
    }

    int y(double share) {
      return top + height - (int) Math.round(share * height);
    }

    void frame(String title, String across, String up, double low, double high, int most) {
      pen.setStroke(new BasicStroke(1));
      for (int i = 0; i <= TICKS; i++) {
        double share = (double) i / TICKS;
        pen.setColor(GRID);
        pen.drawLine(x(0), y(share), x(1), y(share));
        pen.setColor(Color.DARK_GRAY);
        pen.setFont(font(Font.PLAIN, 13));
        centred(rounded(low + share * (high - low)), x(share), y(0) + 18);
        String value = rounded(share * most);
        pen.drawString(value, x(0) - 8 - pen.getFontMetrics().stringWidth(value), y(share) + 5);
      }
      pen.setColor(Color.BLACK);
      pen.drawRect(left, top, width, height);
      pen.setFont(font(Font.BOLD, 16));
      centred(title, x(0.5), top - 12);
      pen.setFont(font(Font.PLAIN, 14));
      centred(across, x(0.5), y(0) + 40);
      pen.rotate(-Math.PI / 2);
      centred(up, -(top + height / 2), left - 55);
      pen.rotate(Math.PI / 2);
    }

    private static Font font(int style, int size) {
      return new Font(Font.SANS_SERIF, style, size);
    }

    private void centred(String text, int x, int y) {
      pen.drawString(text, x - pen.getFontMetrics().stringWidth(text) / 2, y);
    }

    private static String rounded(double value) {
      return value == Math.rint(value)
          ? String.valueOf((long) value)
          : String.format(java.util.Locale.ROOT, "%.1f", value);
    }
  }
}
