package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import llmbench.simserver.config.PromptCounter.Turn;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Fields;
import llmbench.simserver.http.FormFields;

/** The form of {@code /v1/audio/transcriptions}: a file, and fields beside it. */
public final class SpeechRequest {

  private static final String FILE = "file";

  private SpeechRequest() {}

  /** The request in this form. */
  public static CompletionRequest of(FormFields form, SimConfig config) throws ApiError {
    JsonNode fields = form.texts();
    if (!form.files().contains(FILE)) {
      throw ApiError.invalid(Fields.missing(FILE, fields));
    }
    String model = CompletionRequest.checkModel(fields, config);
    boolean stream = fields.path("stream").asText().toLowerCase(Locale.ROOT).equals("true");
    return CompletionRequest.generating(
        Shape.SPEECH,
        model,
        List.of(new Turn("user", "")),
        "max_completion_tokens",
        Fields.integer(fields, "max_completion_tokens"),
        stream,
        config);
  }
}
