package llmbench.tokenreport;

import io.gatling.core.CoreComponents;
import io.gatling.core.protocol.Protocol;
import io.gatling.javaapi.core.ProtocolBuilder;
import llmbench.llm.LlmObserver;
import llmbench.llm.LlmProtocol;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.read.OwnSimulationSettings;
import llmbench.options.slo.Slo;
import llmbench.process.Console;
import llmbench.process.TemporaryLibraries;

/**
 * A Gatling protocol that has the {@code llm(...)} requests of a simulation recorded, and reported
 * beside Gatling's own report; immutable, all methods return a new occurrence.
 *
 * <pre>{@code
 * import static llmbench.tokenreport.TokenReport.tokenReport;
 *
 * setUp(customer.injectOpen(rampUsers(10).during(60))).protocols(http, tokenReport())
 * }</pre>
 */
public final class TokenReport implements ProtocolBuilder {

  private final Settings settings;

  private TokenReport(Settings settings) {
    this.settings = settings;
  }

  /**
   * What was asked for.
   *
   * @param model that is asked; empty to take it from the requests
   * @param slo limits with commas between; empty for none
   */
  record Settings(String model, String slo) implements LlmProtocol.Observers {

    @Override
    public LlmObserver of(CoreComponents run) {
      return Recording.begin(run, this);
    }

    @Override
    public String toString() {
      return "tokenReport()"
          + (model.isEmpty() ? "" : ".model(\"" + model + "\")")
          + (slo.isEmpty() ? "" : ".slo(\"" + slo + "\")");
    }
  }

  /**
   * Leaves requests.jsonl, run.json, llm.html and the other files of a report in Gatling's
   * directory of the run: of all {@code llm(...)} requests of the populations that have this
   * protocol, but for silent ones. A run that sends none has no token report.
   *
   * <p>The exit status stays Gatling's, unless an SLO was asked for. A {@code -Dllm.…} setting that
   * doesn't count here, misspelt or the benchmark's, ends the process with a message, before
   * anything is sent.
   */
  public static TokenReport tokenReport() {
    try {
      OwnSimulationSettings.check(Sources.of(System.getProperties()));
    } catch (OptionsException e) {
      throw Console.exit(String.valueOf(e.getMessage()), Console.BAD_INPUT);
    }
    return new TokenReport(new Settings("", ""));
  }

  /**
   * Names the model. Without it the report has the one that all requests ask for in their bodies,
   * if it is one.
   */
  public TokenReport model(String name) {
    return new TokenReport(new Settings(name, settings.slo()));
  }

  /**
   * Has the process end with a status other than 0 where a limit is broken. {@code -Dllm.slo=…}
   * goes before.
   *
   * @param limits such as {@code p99_ttft<=200ms,error_rate<=1%}; docs/slos.md has all
   * @throws IllegalArgumentException if a limit can't be read, with what was expected
   */
  public TokenReport slo(String limits) {
    var unused = Slo.list(limits);
    return new TokenReport(new Settings(settings.model(), limits));
  }

  @Override
  public Protocol protocol() {
    // Here, since Gatling's client loads its own as soon as it is made.
    TemporaryLibraries.loadAndDelete();
    return new LlmProtocol(settings);
  }
}
