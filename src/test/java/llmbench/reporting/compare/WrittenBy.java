package llmbench.reporting.compare;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.ToolVersion.VLLM_0_33;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.runlog.VllmSummary;
import llmbench.runlog.VllmSummary.Client;

/**
 * Which version of {@code vllm bench serve} wrote a result. It doesn't say; what is in it tells
 * some of them apart. Of those that may have, it is the newest, or the one that was named behind an
 * {@code @}.
 *
 * @param result by whom it now is
 * @param label who that is, for people
 */
record WrittenBy(VllmSummary result, String label) {

  /**
   * Finds it out.
   *
   * @param view the version that was named; empty when none was
   * @throws IllegalArgumentException when that version can't have written it
   */
  static WrittenBy of(VllmSummary result, String view, Path path) {
    List<ToolVersion> possible =
        Tool.VLLM.versions().stream().filter(version -> mayBe(version, result.client())).toList();
    if (possible.isEmpty()) {
      refuse(view, path);
      return new WrittenBy(result, "vllm-bench (Rust)");
    }
    ToolVersion writer =
        possible.stream()
            .filter(version -> view.isEmpty() || view.equals(version.label()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "@"
                            + view
                            + " needs a run directory of ours; "
                            + path
                            + " can be of "
                            + labels(possible, " or ")
                            + " only."));
    boolean certain = possible.size() == 1 || !view.isEmpty();
    return new WrittenBy(result.by(client(writer)), certain ? writer.label() : guess(possible));
  }

  /** A result that says whose it is takes no other word for it. */
  static void refuse(String view, Path path) {
    if (!view.isEmpty()) {
      throw new IllegalArgumentException(
          "@" + view + " needs a run directory of ours; " + path + " has one definition only.");
    }
  }

  private static String guess(List<ToolVersion> possible) {
    List<ToolVersion> others = possible.subList(1, possible.size());
    return "taken for " + possible.get(0).label() + "'s (else @" + labels(others, ", @") + ")";
  }

  private static String labels(List<ToolVersion> versions, String between) {
    return versions.stream().map(ToolVersion::label).collect(Collectors.joining(between));
  }

  private static boolean mayBe(ToolVersion version, Client client) {
    return switch (client) {
      case RUST -> false;
      case PYTHON_0_11 -> !version.atLeast(VLLM_0_32);
      case PYTHON_0_32 -> version.atLeast(VLLM_0_32);
      case PYTHON_0_33 -> version.atLeast(VLLM_0_33);
    };
  }

  private static Client client(ToolVersion version) {
    if (version.atLeast(VLLM_0_33)) {
      return Client.PYTHON_0_33;
    }
    return version.atLeast(VLLM_0_32) ? Client.PYTHON_0_32 : Client.PYTHON_0_11;
  }
}
