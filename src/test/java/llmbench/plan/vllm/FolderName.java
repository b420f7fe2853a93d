package llmbench.plan.vllm;

import java.util.ArrayList;
import java.util.List;

/** What the directory of a combination is called, below the experiment's. */
final class FolderName {

  private FolderName() {}

  /**
   * Of two sets, of which empty ones are left out.
   *
   * @param more parts that follow
   */
  static String of(ParameterSet serve, ParameterSet bench, String... more) {
    List<String> parts = new ArrayList<>();
    if (!serve.isEmpty()) {
      parts.addAll(List.of("SERVE-", serve.name()));
    }
    if (!bench.isEmpty()) {
      parts.addAll(List.of("BENCH-", bench.name()));
    }
    parts.addAll(List.of(more));
    return harmless(String.join("-", parts));
  }

  /**
   * A text as a file's name: {@code sanitize_filename} in {@code vllm/benchmarks/sweep/utils.py}.
   */
  static String harmless(String text) {
    String flat = text.replace("/", "_").replace("..", "__");
    return flat.replaceAll("^'+|'+$", "").replaceAll("^\"+|\"+$", "");
  }
}
