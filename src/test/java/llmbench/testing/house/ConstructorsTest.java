package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import llmbench.launcher.Launcher;
import llmbench.process.Console;
import llmbench.target.Endpoint;
import llmbench.tokenreport.TokenReport;
import org.junit.jupiter.api.Test;

/** What is started, asked or ended stands where it is called, not in a constructor. */
class ConstructorsTest {

  /** Of these classes any call does something outside the process. */
  private static final Set<String> OUTSIDE =
      Set.of(
          Files.class.getName(),
          FileChannel.class.getName(),
          Console.class.getName(),
          "io.netty.bootstrap.ServerBootstrap");

  /** Of these some. */
  private static final Set<String> OUTSIDE_CALLS =
      Set.of("send", "sendAsync", "get", "post", "addShutdownHook", "halt", "exit", "getenv");

  private static final Set<String> SOME_OUTSIDE =
      Set.of(
          HttpClient.class.getName(),
          Endpoint.class.getName(),
          Runtime.class.getName(),
          System.class.getName());

  @Test
  void constructorsDoNoInputOrOutputAndStartNothing() {
    List<String> found = new ArrayList<>();
    for (JavaClass type : OurClasses.ALL) {
      if (isProduct(type)) {
        for (JavaConstructor constructor : type.getConstructors()) {
          constructor.getCallsFromSelf().stream()
              .filter(ConstructorsTest::reachesOutside)
              .forEach(call -> found.add(call.getDescription()));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void onlyADoorEndsTheProcessWithAMessage() {
    List<String> found = new ArrayList<>();
    for (JavaClass type : OurClasses.ALL) {
      boolean door =
          type.getPackageName().equals("llmbench")
              || type.isEquivalentTo(TokenReport.class)
              || type.isEquivalentTo(Launcher.class);
      type.getMethodCallsFromSelf().stream()
          .filter(call -> call.getTargetOwner().isEquivalentTo(Console.class))
          .filter(call -> call.getName().equals("exit") && !door)
          .forEach(call -> found.add(call.getDescription()));
    }
    assertThat(found).isEmpty();
  }

  private static boolean reachesOutside(JavaAccess<?> call) {
    JavaClass owner = call.getTargetOwner();
    boolean begins =
        (owner.isEquivalentTo(Thread.class) && call.getName().equals("start"))
            || (owner.isAssignableTo(Executor.class) && call.getName().matches("execute|submit"));
    return begins
        || (OUTSIDE.contains(owner.getName()) && !call.getName().equals("<init>"))
        || (SOME_OUTSIDE.contains(owner.getName()) && OUTSIDE_CALLS.contains(call.getName()));
  }

  private static boolean isProduct(JavaClass type) {
    return !type.getPackageName().contains(".testing") && !type.getName().contains("Test");
  }
}
