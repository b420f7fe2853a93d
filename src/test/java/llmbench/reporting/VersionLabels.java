package llmbench.reporting;

import java.util.Iterator;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;

/** What {@code --compat} may be, for the command line's help. */
public final class VersionLabels implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Stream.of(ToolVersion.values()).map(ToolVersion::label).iterator();
  }
}
