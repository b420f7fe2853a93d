package llmbench.llm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What lies in the queues of this machine's TCP connections, by the kernel's own list. Only Linux
 * has one; elsewhere nothing is waited for, and what was written is taken to be there.
 */
public final class UnreadQueue {

  private static final List<Path> LISTS =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  /** Place of the local address in a line of the list, and of the two queues. */
  private static final int LOCAL = 1;

  private static final int QUEUES = 4;
  private static final String EMPTY = ":00000000";

  private UnreadQueue() {}

  /** Waits until a connection's end with this port has bytes that its process has not read. */
  public static void awaitBytesOf(int port) throws IOException {
    while (isLinux() && !hasBytes(port)) {
      Thread.onSpinWait();
    }
  }

  private static boolean isLinux() {
    return Files.isReadable(LISTS.get(0));
  }

  private static boolean hasBytes(int port) throws IOException {
    String local = String.format(Locale.ROOT, ":%04X", port);
    for (Path list : LISTS) {
      for (String line : Files.isReadable(list) ? Files.readAllLines(list) : List.<String>of()) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > QUEUES && fields[LOCAL].endsWith(local)) {
          return !fields[QUEUES].endsWith(EMPTY);
        }
      }
    }
    return false;
  }
}
