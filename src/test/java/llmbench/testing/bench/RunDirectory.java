package llmbench.testing.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import llmbench.recorder.RequestLine;
import llmbench.recorder.RunFileWriter;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;

/** Writes a run's directory as the recorder and Gatling do, request by request. */
public final class RunDirectory implements AutoCloseable {

  private final Path place;
  private final OutputStream lines;
  private final LogFixture log;

  /**
   * Begins one.
   *
   * @param simulation its class
   * @param zeroMillis its clock zero, since 1970
   */
  public RunDirectory(Path place, String simulation, long zeroMillis) throws IOException {
    this.place = Files.createDirectories(place);
    lines =
        new BufferedOutputStream(Files.newOutputStream(place.resolve("requests.jsonl")), 1 << 16);
    log = new LogFixture(place.resolve("simulation.log"), simulation, zeroMillis);
  }

  /** Adds the request that ended next. */
  public void add(RequestRecord request) throws IOException {
    RequestLine.write(request, lines);
    log.add(request);
  }

  /** Writes run.json. */
  public void write(RunFacts facts) throws IOException {
    new RunFileWriter(place.resolve("run.json")).write(facts);
  }

  @Override
  public void close() throws IOException {
    lines.close();
    log.close();
  }
}
