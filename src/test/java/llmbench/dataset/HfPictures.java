package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import llmbench.dataset.rows.Row;

/** A question about a picture, or a video: as it is, with one output length for all. */
final class HfPictures implements HfRule {

  private static final int OUTPUT = 128;

  private final HfRun run;
  private final Function<Row, String> question;
  private final MediaOf media;
  private final HfMedia parts;

  /** What is beside the question. */
  @FunctionalInterface
  private interface MediaOf {
    JsonNode of(HfMedia media, Row row);
  }

  private HfPictures(HfRun run, Function<Row, String> question, MediaOf media) {
    this.run = run;
    this.question = question;
    this.media = media;
    this.parts = new HfMedia(run.version());
  }

  /**
   * {@code VisionArenaDataset}.
   *
   * @param column that has the conversation
   */
  static HfRule arena(HfRun run, String column) {
    return new HfPictures(
        run,
        row -> HfRun.text(row, column, 0, 0, "content"),
        (media, row) -> media.image(row, HfRun.value(row, "images", 0)));
  }

  /** {@code MMStarDataset}: the question without what there is to choose from. */
  static HfRule mmStar(HfRun run) {
    return new HfPictures(
        run,
        row -> PythonText.strip(HfRun.text(row, "question").split("Options:", 2)[0]),
        (media, row) -> media.image(row, HfRun.value(row, "image")));
  }

  /** {@code MMVUDataset}: the question, and what there is to choose from. */
  static HfRule mmvu(HfRun run) {
    return new HfPictures(
        run,
        row -> {
          StringBuilder text = new StringBuilder(HfRun.text(row, "question")).append(' ');
          String between = "";
          for (Map.Entry<String, JsonNode> choice : HfRun.value(row, "choices").properties()) {
            text.append(between).append(choice.getKey()).append('.');
            text.append(choice.getValue().isNull() ? "None" : choice.getValue().asText());
            between = " ";
          }
          return text.toString();
        },
        (media, row) -> media.video(HfRun.text(row, "video"), run));
  }

  @Override
  public boolean takesMessages() {
    return true;
  }

  @Override
  public HfPrompt of(Row row) {
    String text = question.apply(row);
    return HfPrompt.text(text, run.tokens(text), run.outputLen(OUTPUT)).with(media.of(parts, row));
  }
}
