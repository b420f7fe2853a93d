package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.dataset.picture.ReencodedJpeg;
import llmbench.dataset.rows.Row;
import llmbench.options.dataset.PictureSetOptions;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code mmmu_multi_image}: MMMU's questions that have several pictures, a subject
 * after the other in turn, with the pictures where the question names them.
 *
 * <p>Source: evalscope/perf/plugin/datasets/mmmu_multi_image.py.
 */
final class MmmuMultiImage extends EvalscopeDataset {

  private static final List<String> SUBJECTS =
      List.of(
          "Accounting",
          "Agriculture",
          "Architecture_and_Engineering",
          "Art",
          "Art_Theory",
          "Basic_Medical_Science",
          "Biology",
          "Chemistry",
          "Clinical_Medicine",
          "Computer_Science",
          "Design",
          "Diagnostics_and_Laboratory_Medicine",
          "Economics",
          "Electronics",
          "Energy_and_Power",
          "Finance",
          "Geography",
          "History",
          "Literature",
          "Manage",
          "Marketing",
          "Materials",
          "Math",
          "Mechanical_Engineering",
          "Music",
          "Pharmacy",
          "Physics",
          "Psychology",
          "Public_Health",
          "Sociology");

  private static final int MOST_PICTURES = 7;
  private static final int LEAST_PICTURES = 2;
  private static final Pattern PLACE = Pattern.compile("<image[_ ](\\d+)>");

  @Override
  public String name() {
    return "mmmu_multi_image";
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    PictureSetOptions asked = context.asked(PictureSetOptions.class);
    return ItemSource.stream(
            RowContents.open(
                context, asked.place(), SUBJECTS, "validation", row -> content(row, asked.patch())),
            () -> RowContents.none(context, asked.place(), "two pictures or more"))
        .limit(wanted);
  }

  private static @Nullable Content content(Row row, int patch) {
    SortedMap<Integer, ReencodedJpeg> pictures = new TreeMap<>();
    for (int i = 1; i <= MOST_PICTURES; i++) {
      ReencodedJpeg picture = RowPicture.of(row, "image_" + i, true);
      if (picture != null) {
        pictures.put(i, picture);
      }
    }
    return pictures.size() < LEAST_PICTURES ? null : message(prompt(row), pictures, patch);
  }

  private static String prompt(Row row) {
    JsonNode question = row.value("question");
    if (!question.isTextual()) {
      throw RowPicture.wrong(row, "has no text \"question\"");
    }
    String options = row.value("options").asText();
    boolean none = options.isEmpty() || options.equals("[]");
    return none ? question.textValue() : question.textValue() + "\nOptions: " + options;
  }

  /** {@code _create_message_with_placeholders}. */
  private static Content message(
      String prompt, SortedMap<Integer, ReencodedJpeg> pictures, int patch) {
    PictureMessage message = new PictureMessage(patch);
    Matcher places = PLACE.matcher(prompt);
    int end = 0;
    while (places.find()) {
      text(message, prompt.substring(end, places.start()));
      ReencodedJpeg picture = pictures.get(number(places.group(1)));
      if (picture != null) {
        picture(message, picture);
      }
      end = places.end();
    }
    if (end > 0) {
      text(message, prompt.substring(end));
    }
    if (message.isEmpty()) {
      message.text(prompt);
      pictures.values().forEach(picture -> picture(message, picture));
    }
    return message.content();
  }

  private static int number(String digits) {
    String bare = digits.replaceFirst("^0+", "");
    return bare.length() == 1 ? Integer.parseInt(bare) : 0;
  }

  private static void text(PictureMessage message, String text) {
    if (!PythonText.strip(text).isEmpty()) {
      message.text(text);
    }
  }

  private static void picture(PictureMessage message, ReencodedJpeg picture) {
    message.picture(picture.file(), "jpeg", picture.width(), picture.height());
  }
}
