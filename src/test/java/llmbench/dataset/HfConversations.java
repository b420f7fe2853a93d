package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import llmbench.dataset.rows.Row;
import org.jspecify.annotations.Nullable;

/**
 * First turns of conversations, with a picture where the row has one: {@code ConversationDataset}
 * and {@code MultiModalConversationDataset}.
 */
final class HfConversations implements HfRule {

  private static final String TURNS = "conversations";

  private final HfRun run;
  private final HfMedia media;

  HfConversations(HfRun run) {
    this.run = run;
    this.media = new HfMedia(run.version());
  }

  @Override
  public boolean takesMessages() {
    return true;
  }

  @Override
  public @Nullable HfPrompt of(Row row) {
    if (HfRun.value(row, TURNS).size() < 2) {
      return null;
    }
    HfPrompt prompt =
        HfMath.ofPair(
            run,
            row,
            HfRun.text(row, TURNS, 0, "value"),
            HfRun.text(row, TURNS, 1, "value"),
            HfMath.Fit.USUAL);
    JsonNode image = row.value("image");
    return prompt == null || image.isMissingNode() ? prompt : prompt.with(media.image(row, image));
  }
}
