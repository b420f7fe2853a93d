package llmbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.AppenderBase;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IoTroublesTest {

  private final IOException full = new IOException("No space left on device");

  private final List<String> said = new ArrayList<>();
  private final List<String> logged = new ArrayList<>();
  private Logger logger;

  @BeforeEach
  void start() {
    LoggerContext context = new LoggerContext();
    context.addTurboFilter(new IoTroubles(said::add));
    logger = context.getLogger("io.gatling");
    logger.setLevel(Level.WARN);
    AppenderBase<ch.qos.logback.classic.spi.ILoggingEvent> kept =
        new AppenderBase<>() {
          @Override
          protected void append(ch.qos.logback.classic.spi.ILoggingEvent event) {
            logged.add(event.getFormattedMessage());
          }
        };
    kept.start();
    logger.addAppender(kept);
  }

  @Test
  void ofAFullDiskThereIsOneSentenceHoweverOftenItIsLogged() {
    for (int i = 0; i < 1000; i++) {
      String actor = "Actor {} crashed when processing message '{}'";
      logger.error(actor, "file-data-writer", "Response " + i, full);
    }
    assertThat(said)
        .containsExactly(
            "Gatling can't write simulation.log: No space left on device. The run goes on, and what"
                + " is missing is said at its end.");
    assertThat(logged).isEmpty();
  }

  @Test
  void whatElseIsWrongWithFilesAndConnectionsIsSaidOnceWithItsReason() {
    logger.warn("accept failed", new IllegalStateException(new IOException("Too many open files")));
    logger.warn("accept failed", new IOException("Too many open files"));
    logger.error("Log file is truncated after record 702.", new EOFException());
    logger.error("can't read", new AccessDeniedException("a/file"));
    assertThat(said)
        .containsExactly(
            "This process has as many files and connections open as it may (Too many open files):"
                + " raise the limit (ulimit -n).",
            "Log file is truncated after record 702.",
            "can't read (a/file: permission denied)");
    assertThat(logged).isEmpty();
  }

  @Test
  void whatMainIsEndedByIsSaidByWhoeverHearsIt() {
    logger.error("Run crashed", full);
    assertThat(said).isEmpty();
    assertThat(logged).isEmpty();
  }

  @Test
  void everythingElseIsLoggedAsItIs() {
    logger.error("Run crashed", new IllegalStateException("a mistake of ours"));
    logger.warn("a warning");
    logger.info("nobody wants this", full);
    assertThat(said).isEmpty();
    assertThat(logged).containsExactly("Run crashed", "a warning");
  }
}
