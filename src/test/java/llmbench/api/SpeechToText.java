package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import llmbench.dataset.Audio;
import llmbench.dataset.Prompt;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.options.Backend;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonRepr;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerReader;
import llmbench.timeline.AnswerType;
import llmbench.timeline.Inputs;

/**
 * {@code /v1/audio/transcriptions} and {@code /v1/audio/translations}: a sound file in a form, and
 * a stream of what is said in it, in the chunks of a chat. The prompt's text isn't sent.
 */
final class SpeechToText implements Api {

  /** A form says what it asks for in a field of its own. */
  private static final AnswerForm FORM =
      new AnswerForm() {
        @Override
        public AnswerReader reader() {
          return AnswerForm.CHOICES.reader();
        }

        @Override
        public AnswerType askedForBy(byte[] body) {
          return AnswerType.STREAM;
        }
      };

  @Override
  public Backend backend() {
    return Backend.OPENAI_AUDIO;
  }

  /**
   * {@code async_request_openai_audio}. That of 0.11, which fails on every answer, is taken to send
   * its temperature as its other requests do.
   */
  @Override
  public Body vllm(VllmRun run, Prompt prompt) {
    ObjectNode fields = VllmRun.object();
    fields.put("model", run.model(prompt));
    if (!run.version().atLeast(ToolVersion.VLLM_0_32)) {
      fields.put("temperature", 0.0);
    }
    fields.put("max_completion_tokens", prompt.maxTokens());
    fields.put("stream", true);
    fields.put("language", "en");
    fields.put("stream_include_usage", true);
    fields.put("stream_continuous_usage_stats", true);
    run.putCommon(fields);
    Audio audio = Objects.requireNonNull(prompt.extras().audio());
    FormBody form = new FormBody();
    form.file("file", audio.fileName(), audio.contentType(), audio.bytes());
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      JsonNode value = field.getValue();
      form.text(field.getKey(), PythonRepr.str(value));
    }
    return form.body();
  }

  @Override
  public Optional<String> whyNot(Prompt prompt) {
    return prompt.extras().audio() == null
        ? Optional.of(
            "it has no sound to send; take a dataset that has, such as --dataset-name custom_audio")
        : Optional.empty();
  }

  @Override
  public Inputs inputs(Prompt prompt) {
    Audio audio = prompt.extras().audio();
    return audio == null ? Inputs.ONE : new Inputs(1, audio.seconds(), 1);
  }

  @Override
  public AnswerForm answers(Body body) {
    return FORM;
  }

  @Override
  public VllmDialect dialect(ToolVersion version) {
    return VllmDialect.SPEECH;
  }
}
