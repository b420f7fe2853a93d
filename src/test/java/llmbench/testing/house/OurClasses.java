package llmbench.testing.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** All classes of ours as they are compiled, read once for all tests of the house. */
final class OurClasses {

  static final JavaClasses ALL = new ClassFileImporter().importPackages("llmbench");

  private OurClasses() {}
}
