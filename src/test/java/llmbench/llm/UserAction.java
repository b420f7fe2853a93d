package llmbench.llm;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.action.Action;
import org.slf4j.LoggerFactory;

/** An action of Gatling's written in Java: with a name, and the logger that Gatling wants. */
public abstract class UserAction implements Action {

  private final String name;
  private Logger logger = new Logger(LoggerFactory.getLogger(getClass()));

  /** An action of this name, for Gatling's own messages. */
  protected UserAction(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Logger logger() {
    return logger;
  }

  @Override
  public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger other) {
    logger = other;
  }
}
