package llmbench.report.evalscope;

import java.util.Optional;

/**
 * What evalscope's report of a run says above its tables.
 *
 * @param model the last part of its name
 * @param alias that its user gave the server; empty when he gave none
 * @param dataset its name
 * @param api as {@code --api} has it
 * @param endpoint host and port in small letters, without anything secret; empty when it isn't
 *     known
 * @param outputPath where the files are
 * @param pools whether answers have no tokens, so that the input is what is counted
 */
public record ReportedRun(
    String model,
    Optional<String> alias,
    String dataset,
    String api,
    String endpoint,
    String outputPath,
    boolean pools) {}
