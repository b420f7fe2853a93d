package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.picture.ReencodedJpeg;
import llmbench.dataset.rows.Row;
import llmbench.options.dataset.PictureSetOptions;

/**
 * evalscope's {@code flickr8k} and {@code kontext_bench}: rows with a text and a picture, which is
 * sent as JPEG.
 *
 * <p>Source: evalscope/perf/plugin/datasets/flickr8k.py and kontext_bench.py.
 */
final class PictureSet extends EvalscopeDataset {

  /** For a row of kontext_bench that says nothing. */
  private static final String DESCRIBE = "Describe the image";

  private final String name;
  private final String pictures;
  private final String texts;

  /**
   * One of both.
   *
   * @param pictures the column of pictures
   * @param texts that of texts
   */
  PictureSet(String name, String pictures, String texts) {
    this.name = name;
    this.pictures = pictures;
    this.texts = texts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    PictureSetOptions asked = context.asked(PictureSetOptions.class);
    return ItemSource.stream(
            RowContents.open(
                context,
                asked.place(),
                List.of("default"),
                "test",
                row -> content(row, asked.patch())),
            () -> RowContents.none(context, asked.place(), "a picture and a text"))
        .limit(wanted);
  }

  private Content content(Row row, int patch) {
    JsonNode text = row.value(texts);
    if (!text.isTextual() && (name.equals("flickr8k") || !text.isMissingNode())) {
      throw RowPicture.wrong(row, "has no text \"" + texts + "\"");
    }
    ReencodedJpeg picture = RowPicture.of(row, pictures, false);
    if (picture == null) {
      throw RowPicture.wrong(row, "has no picture \"" + pictures + "\"");
    }
    boolean describes = name.equals("kontext_bench") && text.asText().isEmpty();
    return new PictureMessage(patch)
        .text(describes ? DESCRIBE : text.textValue())
        .picture(picture.file(), "jpeg", picture.width(), picture.height())
        .content();
  }
}
