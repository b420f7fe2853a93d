package llmbench.simserver.stream;

import com.fasterxml.jackson.databind.node.TextNode;
import llmbench.simserver.request.CompletionRequest;
import org.jspecify.annotations.Nullable;

/** The messages of a transcription: chunks as those of a chat, without a role. */
final class SpeechFrames extends Frames {

  SpeechFrames(CompletionRequest request, String id, long createdSeconds) {
    super(
        request,
        id,
        createdSeconds,
        head(request, id, createdSeconds),
        head(request, id, createdSeconds) + "{\"delta\":{\"content\":\"",
        "\"},\"finish_reason\":null,\"stop_reason\":null}]}\n\n",
        "\"},\"finish_reason\":\"" + request.finishReason() + "\",\"stop_reason\":null}]}\n\n");
  }

  private static String head(CompletionRequest request, String id, long createdSeconds) {
    return "data: {\"id\":"
        + TextNode.valueOf(id)
        + ",\"object\":\"transcription.chunk\",\"created\":"
        + createdSeconds
        + ",\"model\":"
        + TextNode.valueOf(request.model())
        + ",\"choices\":[";
  }

  @Override
  String whole(String text, Spent spent, @Nullable String metrics) {
    return "{\"text\":"
        + TextNode.valueOf(text)
        + ",\"usage\":{\"type\":\"duration\",\"seconds\":1}}";
  }
}
