package llmbench.report.markdown;

import java.util.ArrayList;
import java.util.List;
import llmbench.runlog.RunHead;
import llmbench.timeline.Printable;

/** What was run against what, in a line. */
final class HeadBlock {

  private static final int NAME_CHARS = 200;

  private HeadBlock() {}

  /**
   * Writes it.
   *
   * @param load in words
   */
  static void write(RunHead head, String load, Blocks out) {
    List<String> parts = new ArrayList<>();
    part(parts, "Model", head.model());
    part(parts, "Label", head.label());
    part(parts, "Server", head.server());
    part(parts, "Load", load);
    part(parts, "Definitions", head.compat());
    part(parts, "Started", head.startedAt());
    if (!parts.isEmpty()) {
      out.block(String.join(" · ", parts));
    }
    if (head.isSimulated()) {
      out.block("The server is simulated: no real model is measured.");
    }
  }

  private static void part(List<String> parts, String name, String words) {
    if (!Printable.line(words).isEmpty()) {
      parts.add("**" + name + "** " + Markdown.code(words, NAME_CHARS));
    }
  }
}
