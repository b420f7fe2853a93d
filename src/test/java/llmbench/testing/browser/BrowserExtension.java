package llmbench.testing.browser;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the browser: one for all of them, closed after the last. Where none is installed they
 * are skipped, and one line on the console says so.
 */
public final class BrowserExtension implements ExecutionCondition, ParameterResolver {

  static final String NOTICE =
      "SKIPPED: the page's browser tests. Neither chromium nor google-chrome with chromedriver is"
          + " on the PATH; on Debian: apt-get install chromium chromium-driver";

  private static final AtomicBoolean SAID = new AtomicBoolean();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return condition(Chromium.installed(), System.out, SAID);
  }

  static ConditionEvaluationResult condition(
      Optional<Chromium> chromium, PrintStream console, AtomicBoolean said) {
    if (chromium.isPresent()) {
      return ConditionEvaluationResult.enabled("a browser is installed");
    }
    if (!said.getAndSet(true)) {
      console.println(NOTICE);
    }
    return ConditionEvaluationResult.disabled(NOTICE);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // What lies in the store of the root is closed with the last test of all.
    return context
        .getRoot()
        .getStore(Namespace.create(BrowserExtension.class))
        .computeIfAbsent(
            Browser.class, key -> Browser.start(Chromium.installed().orElseThrow()), Browser.class);
  }
}
