package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import llmbench.report.junit.JunitXml;
import llmbench.report.junit.TestedRun;
import llmbench.report.shards.ShardWords;
import llmbench.runlog.RunHead;

/** The run as tests, for Jenkins and others. */
final class JunitFormat implements ReportFormat {

  @Override
  public String name() {
    return "junit";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    out.write(JunitXml.of(from.parts().outcome(), tested(from)));
  }

  /** The run, as the file has it besides its outcome. */
  static TestedRun tested(FormatSource from) {
    ReportParts parts = from.parts();
    ReportInput input = from.input();
    RunHead head = from.head();
    return new TestedRun(
        head.label().isEmpty() ? lastPart(head.model()) : head.label(),
        from.level(),
        input.strictFigures().completed(),
        input.strictFigures().failed(),
        RunEnding.early(input).orElse(""),
        input.strictFigures().durationSeconds(),
        input.options().limits().errors(),
        parts.failures().stream().map(kind -> kind.count() + " × " + kind.line()).toList(),
        from.isOurs(),
        properties(head, parts));
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return file(from, JunitXml.FILE);
  }

  private static Map<String, String> properties(RunHead head, ReportParts parts) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("model", head.model());
    properties.put("server", head.server());
    properties.put("load", head.load());
    properties.put("definitions", head.compat());
    properties.put("started_at", head.startedAt());
    properties.put("llm_bench", head.version());
    parts.input().shards().ifPresent(set -> properties.put("shards", ShardWords.there(set)));
    properties.put("verdict", parts.outcome().line());
    properties.values().removeIf(String::isEmpty);
    return properties;
  }

  /** Of a model's path or hub id what vLLM bench names its files by. */
  private static String lastPart(String model) {
    return model.substring(model.lastIndexOf('/') + 1);
  }
}
