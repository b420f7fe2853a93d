package llmbench.injection;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.exec.Executable;

/** A load of users who are all there from the beginning to the end. */
public interface AtOnce {

  /**
   * Their population.
   *
   * @param name of the scenario; another in each population of a simulation
   * @param warmUp what each user does before all meet; not measured, and free to fail
   * @param request sends the user's {@link UserPrompt}
   */
  PopulationBuilder population(String name, Executable warmUp, Executable request);
}
