package llmbench.testing.house;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import java.util.concurrent.Executor;

/** All classes of ours as they are compiled, read once for all tests of the house. */
final class OurClasses {

  static final JavaClasses ALL = read();

  private OurClasses() {}

  /** Of others' classes a name is enough, but where it is asked what they extend. */
  private static JavaClasses read() {
    ArchConfiguration.get().setClassResolver(SelectedClassResolverFromClasspath.class);
    ArchConfiguration.get()
        .setClassResolverArguments(
            Executor.class.getPackageName(), "io.netty.channel", "io.netty.util");
    return new ClassFileImporter().importPackages("llmbench");
  }
}
