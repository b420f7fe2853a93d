package llmbench.simserver.stream;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.StringJoiner;
import llmbench.simserver.request.CompletionRequest;
import llmbench.simserver.request.Shape;
import org.jspecify.annotations.Nullable;

/** An answer that is small vectors, or scores: one piece, and no stream. */
final class PooledFrames extends Frames {

  private static final int DIMENSIONS = 4;

  PooledFrames(CompletionRequest request, String id, long createdSeconds) {
    super(request, id, createdSeconds, "", "", "", "");
  }

  @Override
  String whole(String text, Spent spent, @Nullable String metrics) {
    String usage =
        "\"usage\":{\"prompt_tokens\":" + spent.prompt() + ",\"total_tokens\":" + spent.prompt();
    if (request.shape() == Shape.RANKING) {
      return "{\"id\":"
          + id
          + ",\"model\":"
          + TextNode.valueOf(request.model())
          + ","
          + usage
          + "},\"results\":"
          + items()
          + "}";
    }
    return "{\"id\":"
        + id
        + ",\"object\":\"list\",\"created\":"
        + createdSeconds
        + ",\"model\":"
        + TextNode.valueOf(request.model())
        + ",\"data\":"
        + items()
        + ","
        + usage
        + ",\"completion_tokens\":0,\"prompt_tokens_details\":null}}";
  }

  private String items() {
    StringJoiner items = new StringJoiner(",", "[", "]");
    for (int i = 0; i < request.pooled().inputs(); i++) {
      items.add(item(i));
    }
    return items.toString();
  }

  private String item(int i) {
    return switch (request.shape()) {
      case RANKING ->
          String.format(
              Locale.ROOT,
              "{\"index\":%d,\"document\":{\"text\":\"\"},\"relevance_score\":%.4f}",
              i,
              1.0 / (i + 2));
      case POOLING -> "{\"index\":" + i + ",\"object\":\"pooling\",\"data\":" + vector(i) + "}";
      default -> "{\"index\":" + i + ",\"object\":\"embedding\",\"embedding\":" + vector(i) + "}";
    };
  }

  private static String vector(int i) {
    StringJoiner vector = new StringJoiner(",", "[", "]");
    for (int k = 0; k < DIMENSIONS; k++) {
      vector.add(String.format(Locale.ROOT, "%.4f", Math.sin(i + k + 1.0)));
    }
    return vector.toString();
  }
}
