package llmbench.timeline;

import org.jspecify.annotations.Nullable;

/**
 * The form of an API's answers: whether they are streams, what is a token in them and what ends
 * them. Stateless.
 */
public interface AnswerForm {

  /** Chat and text completions as OpenAI, vLLM and their like write them: {@code choices}. */
  AnswerForm CHOICES = ChunkScanner::new;

  /** {@code /v1/responses}: events that say their own type. */
  AnswerForm RESPONSES = ResponsesAnswer::new;

  /** A reader for one answer. */
  AnswerReader reader();

  /** Whether an answer of this content type, in one piece, is of this form. */
  default boolean isWhole(String contentType) {
    return AnswerType.JSON.is(contentType);
  }

  /** The header that is read in place of the body of an answer in one piece; null for none. */
  default @Nullable String headerThatIsRead() {
    return null;
  }

  /** Whether a request with this body asks for a stream or for an answer in one piece. */
  default AnswerType askedForBy(byte[] body) {
    return AnswerType.askedForBy(body);
  }
}
