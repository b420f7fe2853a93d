package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.rows.Row;
import llmbench.options.dataset.DatasetPlace;
import llmbench.options.dataset.TextFileOptions;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code longalpaca}: a JSON list of objects, whose {@code instruction} is the prompt.
 */
final class LongAlpaca extends EvalscopeDataset {

  private static final String LIST = "a list of objects such as {\"instruction\": \"…\"}";
  private static final String WHAT = "a JSON file with " + LIST;

  @Override
  public String name() {
    return "longalpaca";
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    TextFileOptions asked = context.asked(TextFileOptions.class);
    InputFit fit = new InputFit(context, count, asked.length(), asked.input());
    if (asked.place() instanceof DatasetPlace.OnHub) {
      return ItemSource.stream(
              RowContents.open(
                  context, asked.place(), List.of("default"), "train", row -> content(row, fit)),
              () ->
                  new DatasetException(
                      EvalscopeFile.said(context, asked.place()) + ": " + fit.noneFits()))
          .limit(wanted);
    }
    DatasetFile file = DatasetFile.json(EvalscopeFile.of(context, asked.place(), WHAT), LIST);
    JsonList list = JsonList.open(file);
    return ItemSource.stream(
            new Instructions(list, fit),
            () -> new DatasetException(file.at() + ": " + fit.noneFits()))
        .limit(wanted);
  }

  private static @Nullable Content content(Row row, InputFit fit) {
    JsonNode instruction = row.value("instruction");
    if (!instruction.isTextual()) {
      throw RowPicture.wrong(row, "has no text \"instruction\"");
    }
    return fit.content(PythonText.strip(instruction.textValue()));
  }

  private record Instructions(JsonList list, InputFit fit) implements ItemSource<Content> {

    @Override
    public @Nullable Content next() {
      for (JsonNode item = list.next(); item != null; item = list.next()) {
        JsonNode instruction = item.path("instruction");
        if (!instruction.isTextual()) {
          throw new DatasetException(
              list.at() + ": has no text \"instruction\"; expected " + WHAT + ".");
        }
        Content content = fit.content(PythonText.strip(instruction.textValue()));
        if (content != null) {
          return content;
        }
      }
      return null;
    }

    @Override
    public void close() {
      list.close();
    }
  }
}
